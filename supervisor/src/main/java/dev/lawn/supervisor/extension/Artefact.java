package dev.lawn.supervisor.extension;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An extension as it comes, checked and not yet unpacked: a CRX3 file, or a folder. */
public final class Artefact {

    /** Into memory at once; the supervisor's heap is small. */
    public static final int MOST_BYTES = 32 << 20;

    private final String source;
    private final Manifest manifest;
    private final @Nullable ByteBuffer publicKey;
    private final @Nullable String sha256;
    private final Contents contents;

    private Artefact(
            String source,
            Manifest manifest,
            @Nullable ByteBuffer publicKey,
            @Nullable String sha256,
            Contents contents) {
        this.source = source;
        this.manifest = manifest;
        this.publicKey = publicKey;
        this.sha256 = sha256;
        this.contents = contents;
    }

    /**
     * Reads a CRX file or a folder.
     *
     * @throws ExtensionException where a browser must not, or would not, load it
     */
    public static Artefact of(Path source) throws ExtensionException, IOException {
        return of(source, source.toAbsolutePath().normalize().toString());
    }

    /**
     * The same of a file that is here only for now.
     *
     * @param from where it came from
     */
    public static Artefact of(Path source, String from) throws ExtensionException, IOException {
        try {
            return Files.isDirectory(source) ? ofFolder(source, from) : ofCrx(source, from);
        } catch (ExtensionException e) {
            throw e.in(from);
        }
    }

    private static Artefact ofCrx(Path file, String from) throws ExtensionException, IOException {
        ByteBuffer bytes = read(file);
        Crx crx = Crx.read(bytes);
        Contents contents = Contents.of(ZipArchive.files(crx.archive()));
        ManifestJson manifest = ManifestJson.of(contents);
        return new Artefact(
                from,
                manifest.read(),
                crx.publicKey(),
                Sha256.hex(bytes),
                withKey(contents, manifest, crx.publicKey()));
    }

    private static ByteBuffer read(Path file) throws ExtensionException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ExtensionException(
                        "is larger than %d MiB; is it an extension?".formatted(MOST_BYTES >> 20));
            }
            return ByteBuffer.wrap(bytes);
        }
    }

    private static Contents withKey(Contents contents, ManifestJson manifest, ByteBuffer key)
            throws ExtensionException {
        if (key.equals(manifest.read().publicKey())) {
            return contents;
        }
        byte[] json = manifest.withKey(key);
        Item replaced = new Item(Manifest.FILE, json.length, () -> new ByteArrayInputStream(json));
        List<Item> items =
                contents.files().stream()
                        .map(item -> item.path().equals(Manifest.FILE) ? replaced : item)
                        .toList();
        return new Contents(items);
    }

    private static Artefact ofFolder(Path folder, String from)
            throws ExtensionException, IOException {
        Contents contents = Contents.of(SourceFolder.files(folder));
        Manifest manifest = ManifestJson.of(contents).read();
        return new Artefact(from, manifest, manifest.publicKey(), null, contents);
    }

    /** Where it came from. */
    public String source() {
        return source;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Of the CRX file; null of a folder, which has a digest only once it is unpacked. */
    public @Nullable String sha256() {
        return sha256;
    }

    Contents contents() {
        return contents;
    }

    /** Whether its id comes from a key, and not from the folder it is unpacked to. */
    public boolean hasKey() {
        return publicKey != null;
    }

    /** The id by its key; null where it has none, and the folder it goes to decides. */
    public @Nullable String id() {
        return publicKey == null ? null : ExtensionId.ofKey(publicKey);
    }

    /** The id it has once it is unpacked there. */
    public String idAt(Place place) throws IOException {
        return publicKey == null
                ? ExtensionId.ofPath(place.folder())
                : ExtensionId.ofKey(publicKey);
    }

    /**
     * Holds it against what the service wants.
     *
     * @throws ExtensionException where it is another extension
     */
    public void requireId(Place place) throws ExtensionException, IOException {
        String id = idAt(place);
        if (id.equals(place.id())) {
            return;
        }
        throw new ExtensionException(
                "%s: is another extension: its id is %s (by %s), and %s wants %s; get the right one, or change extension.id of the service if you mean this one"
                        .formatted(
                                source,
                                id,
                                hasKey()
                                        ? "the key it is made with"
                                        : "the folder it goes to, since its manifest.json has no key",
                                place.service(),
                                place.id()));
    }

    /**
     * Holds it against the SHA-256 that the service's definition pins, if it pins one.
     *
     * @throws ExtensionException where it is another file, or no file
     */
    public void requirePin(Place place) throws ExtensionException {
        String pin = place.sha256();
        if (pin == null || pin.equals(sha256)) {
            return;
        }
        throw new ExtensionException(
                sha256 == null
                        ? "%s: is a folder, and extension.sha256 in the service.yaml of %s pins a CRX file (%s); add that file, or remove extension.sha256"
                                .formatted(source, place.service(), pin)
                        : "%s: its SHA-256 is %s, and extension.sha256 in the service.yaml of %s is %s; get that file, or write the SHA-256 of this one there if you trust it"
                                .formatted(source, sha256, place.service(), pin));
    }
}

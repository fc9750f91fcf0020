package dev.lawn.supervisor.extension;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs CRX3 files, good ones and bad ones: it signs whatever it is given.
 *
 * <pre>{@code
 * byte[] crx = new CrxPacker().manifest("1.0", "storage").signedBy(CrxPacker.rsa()).pack();
 * }</pre>
 */
public final class CrxPacker {

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<KeyPair> keys = new ArrayList<>();
    private byte[] id = {};

    public static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String id(KeyPair key) {
        return ExtensionId.ofKey(ByteBuffer.wrap(key.getPublic().getEncoded()));
    }

    /** A manifest.json with a version and permissions, and a script. */
    public CrxPacker manifest(String version, String... permissions) {
        return file("manifest.json", manifestText(version, permissions))
                .file("background.js", "'use strict';\n".repeat(100));
    }

    public static String manifestText(String version, String... permissions) {
        return """
               {
                 "manifest_version": 3,
                 "name": "Sample",
                 "version": "%s",
                 "permissions": [%s],
                 "host_permissions": ["https://app.example.com/*"]
               }
               """
                .formatted(
                        version,
                        String.join(
                                ", ",
                                Arrays.stream(permissions).map("\"%s\""::formatted).toList()));
    }

    public CrxPacker file(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a signature; the id is by the first one's key. */
    public CrxPacker signedBy(KeyPair key) {
        keys.add(key);
        if (keys.size() == 1) {
            id = Arrays.copyOf(Sha256.of(ByteBuffer.wrap(key.getPublic().getEncoded())), 16);
        }
        return this;
    }

    /** Says that it is another extension than its keys say. */
    CrxPacker claiming(KeyPair key) {
        id = Arrays.copyOf(Sha256.of(ByteBuffer.wrap(key.getPublic().getEncoded())), 16);
        return this;
    }

    public byte[] pack() {
        return pack(zip());
    }

    public Path pack(Path file) throws IOException {
        return Files.write(file, pack());
    }

    /** Around a ZIP of somebody else's making. */
    byte[] pack(byte[] zip) {
        byte[] signed = field(1, id);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        for (KeyPair key : keys) {
            boolean rsa = key.getPublic().getAlgorithm().equals("RSA");
            byte[] proof =
                    join(
                            field(1, key.getPublic().getEncoded()),
                            field(2, signature(key, signed, zip)));
            header.writeBytes(field(rsa ? 2 : 3, proof));
        }
        header.writeBytes(field(10_000, signed));
        return join(
                "Cr24".getBytes(StandardCharsets.US_ASCII),
                le32(3),
                le32(header.size()),
                header.toByteArray(),
                zip);
    }

    byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] signature(KeyPair key, byte[] signed, byte[] zip) {
        try {
            boolean rsa = key.getPublic().getAlgorithm().equals("RSA");
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update("CRX3 SignedData\0".getBytes(StandardCharsets.US_ASCII));
            signature.update(le32(signed.length));
            signature.update(signed);
            signature.update(zip);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] field(int number, byte[] value) {
        return join(varint((number << 3) | 2), varint(value.length), value);
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int rest = value;
        while (rest >= 0x80) {
            bytes.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    private static byte[] le32(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}

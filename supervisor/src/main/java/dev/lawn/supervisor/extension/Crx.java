package dev.lawn.supervisor.extension;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A CRX3 file whose signatures were checked, as Chromium checks them ({@code
 * components/crx_file/crx_verifier.cc}): every proof must hold, and one of them must be by the key
 * that the id comes from. The id is inside what is signed.
 *
 * <p>{@code Cr24}, version 3, length of the header, the header (protobuf), a ZIP; numbers are
 * little-endian, 4 bytes.
 *
 * @param id 32 letters
 * @param publicKey the key the id comes from
 * @param archive the ZIP
 */
record Crx(String id, ByteBuffer publicKey, ByteBuffer archive) {

    private static final int MAGIC = 0x34327243; // Cr24
    private static final int VERSION = 3;
    private static final int PREFIX = 12;

    /** Signatures and keys, and the store's own list of hashes. */
    private static final int LONGEST_HEADER = 4 << 20;

    private static final int SIGNED_HEADER = 10_000;
    private static final int CRX_ID = 1;
    private static final String CONTEXT = "CRX3 SignedData\0";

    /**
     * Reads and checks a whole file.
     *
     * @throws ExtensionException where any of it is not as it must be
     */
    static Crx read(ByteBuffer bytes) throws ExtensionException {
        ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = headerLength(file);
        ByteBuffer header = file.slice(PREFIX, headerLength);
        ByteBuffer archive =
                file.slice(PREFIX + headerLength, file.limit() - PREFIX - headerLength);
        ProtoFields fields = ProtoFields.read(header);
        ByteBuffer signed = fields.only(SIGNED_HEADER);
        ByteBuffer id = ProtoFields.read(signed).only(CRX_ID);
        if (id.remaining() != ExtensionId.BYTES) {
            throw new ExtensionException(
                    "its header holds no id; get the file again from where it was published");
        }
        ByteBuffer publicKey =
                proven(CrxProof.of(fields), message(signed, archive), ExtensionId.letters(id));
        return new Crx(ExtensionId.letters(id), publicKey, archive);
    }

    private static int headerLength(ByteBuffer file) throws ExtensionException {
        if (file.limit() < PREFIX || file.getInt(0) != MAGIC) {
            throw new ExtensionException(
                    "is no CRX file (it does not begin with Cr24); give a .crx file, or the folder of an unpacked extension");
        }
        if (file.getInt(4) != VERSION) {
            throw new ExtensionException(
                    "is a CRX of version %s, and browsers take only version 3; get a newer one"
                            .formatted(Integer.toUnsignedString(file.getInt(4))));
        }
        int length = file.getInt(8);
        if (length < 0 || length > LONGEST_HEADER || length > file.limit() - PREFIX) {
            throw new ExtensionException(
                    "ends before its header does; get the file again from where it was published");
        }
        return length;
    }

    private static List<ByteBuffer> message(ByteBuffer signed, ByteBuffer archive) {
        ByteBuffer length =
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(signed.remaining())
                        .flip();
        return List.of(
                ByteBuffer.wrap(CONTEXT.getBytes(StandardCharsets.US_ASCII)),
                length,
                signed,
                archive);
    }

    /** The key that the id comes from, once every proof has been found to hold. */
    private static ByteBuffer proven(List<CrxProof> proofs, List<ByteBuffer> message, String id)
            throws ExtensionException {
        for (CrxProof proof : proofs) {
            if (!proof.signs(message)) {
                throw new ExtensionException(
                        "its signature does not fit its content: it was changed on the way; do not use it, get it again from where it was published");
            }
        }
        return proofs.stream()
                .map(CrxProof::publicKey)
                .filter(key -> ExtensionId.ofKey(key).equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ExtensionException(
                                        "it says that its id is %s, but no key it is signed with has that id; do not use it"
                                                .formatted(id)));
    }
}

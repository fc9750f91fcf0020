package dev.lawn.supervisor.extension;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * One signature of a CRX3 file, with the key that made it.
 *
 * @param publicKey X.509 SubjectPublicKeyInfo
 */
record CrxProof(Kind kind, ByteBuffer publicKey, ByteBuffer signature) {

    private static final int PUBLIC_KEY = 1;
    private static final int SIGNATURE = 2;
    private static final int P256_BITS = 256;

    /** The two that Chromium reads (its {@code crx3.proto}). */
    enum Kind {
        RSA(2, "RSA", "SHA256withRSA"),
        ECDSA(3, "EC", "SHA256withECDSA");

        private final int field;
        private final String keys;
        private final String algorithm;

        Kind(int field, String keys, String algorithm) {
            this.field = field;
            this.keys = keys;
            this.algorithm = algorithm;
        }
    }

    /** Every proof of a header, in no order that matters. */
    static List<CrxProof> of(ProtoFields header) throws ExtensionException {
        List<CrxProof> proofs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (ByteBuffer proof : header.all(kind.field)) {
                ProtoFields fields = ProtoFields.read(proof);
                proofs.add(new CrxProof(kind, fields.only(PUBLIC_KEY), fields.only(SIGNATURE)));
            }
        }
        return proofs;
    }

    /** Whether the key signed exactly these parts, one after the other. */
    boolean signs(List<ByteBuffer> parts) throws ExtensionException {
        try {
            Signature check = Signature.getInstance(kind.algorithm);
            check.initVerify(key());
            for (ByteBuffer part : parts) {
                check.update(part.duplicate());
            }
            return check.verify(bytes(signature));
        } catch (SignatureException _) {
            // It is no signature at all.
            return false;
        } catch (GeneralSecurityException _) {
            throw new ExtensionException(
                    "it is signed with a key that cannot be read (%s); get the file again from where it was published"
                            .formatted(kind));
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        PublicKey key =
                KeyFactory.getInstance(kind.keys)
                        .generatePublic(new X509EncodedKeySpec(bytes(publicKey)));
        if (key instanceof ECPublicKey curve
                && curve.getParams().getOrder().bitLength() != P256_BITS) {
            throw new GeneralSecurityException("not P-256");
        }
        return key;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

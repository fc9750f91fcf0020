package dev.lawn.supervisor.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CrxTest {

    private static final KeyPair KEY = CrxPacker.rsa();
    private static final KeyPair OTHER = CrxPacker.rsa();
    private static final KeyPair CURVE = CrxPacker.ec("secp256r1");

    private static CrxPacker packer() {
        return new CrxPacker().manifest("1.0", "storage");
    }

    private static Crx read(byte[] file) throws ExtensionException {
        return Crx.read(ByteBuffer.wrap(file));
    }

    private static void assertRefused(byte[] file, String words) {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining(words);
    }

    @Test
    void theIdIsByTheKey() throws Exception {
        byte[] zip = packer().zip();
        Crx crx = read(packer().signedBy(KEY).pack(zip));

        assertThat(crx.id()).isEqualTo(CrxPacker.id(KEY)).matches("[a-p]{32}");
        assertThat(crx.publicKey()).isEqualTo(ByteBuffer.wrap(KEY.getPublic().getEncoded()));
        assertThat(crx.archive()).isEqualTo(ByteBuffer.wrap(zip));
    }

    @Test
    void bothKindsOfKeysSign() throws Exception {
        assertThat(read(packer().signedBy(CURVE).pack()).id()).isEqualTo(CrxPacker.id(CURVE));
        assertThat(read(packer().signedBy(KEY).signedBy(CURVE).pack()).id())
                .isEqualTo(CrxPacker.id(KEY));
        assertThat(read(packer().signedBy(CURVE).signedBy(OTHER).signedBy(KEY).pack()).id())
                .isEqualTo(CrxPacker.id(CURVE));
    }

    @Test
    void anyOneFlippedBitIsRefused() {
        byte[] file = packer().signedBy(KEY).pack();
        for (int i = 0; i < file.length; i++) {
            byte[] flipped = file.clone();
            flipped[i] ^= (byte) (1 << i % 8);

            assertThatExceptionOfType(ExtensionException.class)
                    .as("bit %d of byte %d", i % 8, i)
                    .isThrownBy(() -> read(flipped));
        }
    }

    @Test
    void aFlippedByteOfTheContentIsTold() {
        byte[] file = packer().signedBy(KEY).pack();
        file[file.length - 40] ^= 1;

        assertRefused(file, "its signature does not fit its content");
    }

    @Test
    void anyCutIsRefused() {
        byte[] file = packer().signedBy(CURVE).pack();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);

            assertThatExceptionOfType(ExtensionException.class)
                    .as("the first %d bytes", length)
                    .isThrownBy(() -> read(cut));
        }
    }

    @Test
    void whoeverSignsForAnotherIsRefused() {
        assertRefused(
                packer().signedBy(OTHER).claiming(KEY).pack(),
                "it says that its id is %s, but no key it is signed with has that id"
                        .formatted(CrxPacker.id(KEY)));
    }

    @Test
    void oneBadProofAmongGoodOnesIsRefused() {
        byte[] zip = packer().zip();
        byte[] good = packer().signedBy(KEY).signedBy(CURVE).pack(zip);
        // The curve's signature, in DER, stands right before the signed header and the ZIP.
        good[good.length - zip.length - 24] ^= 1;

        assertRefused(good, "its signature does not fit its content");
    }

    @Test
    void aFileWithoutAnyProofIsRefused() {
        assertRefused(packer().claiming(KEY).pack(), "no key it is signed with has that id");
    }

    @Test
    void otherCurvesAreRefused() {
        assertRefused(
                packer().signedBy(CrxPacker.ec("secp384r1")).pack(),
                "signed with a key that cannot be read (ECDSA)");
    }

    @Test
    void otherFilesAreTold() {
        byte[] old = packer().signedBy(KEY).pack();
        old[4] = 2;

        assertRefused("PK\3\4 a zip".getBytes(StandardCharsets.UTF_8), "is no CRX file");
        assertRefused(new byte[0], "is no CRX file");
        assertRefused(old, "is a CRX of version 2");
    }
}

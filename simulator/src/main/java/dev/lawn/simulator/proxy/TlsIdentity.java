package dev.lawn.simulator.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A key with a certificate that it signed itself, for 127.0.0.1 and localhost; whoever is to trust
 * it is given the certificate. Made by the JDK's {@code keytool}: Java has no public way to make
 * one.
 */
public final class TlsIdentity {

    private static final String ALIAS = "proxy";

    /** Protects nothing: whoever can read the file is the one who made it. */
    private static final String STORE_PASSWORD = "simulator";

    private final SSLContext context;
    private final Path certificate;

    private TlsIdentity(SSLContext context, Path certificate) {
        this.context = context;
        this.certificate = certificate;
    }

    /**
     * The one kept in that folder, which is made where it is missing. It takes about a second to
     * make.
     */
    public static TlsIdentity keptIn(Path folder) throws IOException {
        Path store = folder.resolve("proxy.p12");
        if (!Files.exists(store)) {
            Files.createDirectories(folder);
            generate(store);
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, STORE_PASSWORD.toCharArray());
            Path certificate = folder.resolve("proxy.pem");
            Files.writeString(certificate, pem(keys.getCertificate(ALIAS).getEncoded()));
            return new TlsIdentity(context(keys), certificate);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read " + store, e);
        }
    }

    private static void generate(Path store) throws IOException {
        List<String> words =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=Lawn simulator",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD);
        Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
        keytool.getOutputStream().close();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IOException("keytool made no certificate: " + said.strip());
        }
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static String pem(byte[] der) {
        String lines =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    /** What to trust: the certificate as a PEM file. */
    public Path certificate() {
        return certificate;
    }

    /** The server's end of TLS on an accepted connection, once both agree. */
    Socket accept(Socket accepted) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
        tls.startHandshake();
        return tls;
    }
}

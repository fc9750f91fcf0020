package dev.lawn.simulator.proxy;

import dev.lawn.common.net.HttpHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** CONNECT and absolute-form requests; RFC 9110, 9.3.6 and RFC 9112, 3.2.2. */
record HttpDialect() implements Dialect {

    private static final String BASIC = "Basic ";
    private static final int DEFAULT_PORT = 80;

    @Override
    public Optional<Wish> hear(InputStream in, OutputStream out, Admission admission)
            throws IOException {
        HttpHead head = HttpHead.read(in);
        HttpWish wish = new HttpWish(head, out);
        if (admission.asks() && !isAdmitted(head, admission)) {
            wish.refuse(Refusal.CREDENTIALS);
            return Optional.empty();
        }
        return Optional.of(wish);
    }

    private static boolean isAdmitted(HttpHead head, Admission admission) {
        String header = head.header("Proxy-Authorization").orElse("");
        if (!header.startsWith(BASIC)) {
            return false;
        }
        try {
            byte[] pair = Base64.getDecoder().decode(header.substring(BASIC.length()));
            String[] words = new String(pair, StandardCharsets.UTF_8).split(":", 2);
            return words.length == 2 && admission.admits(words[0], words[1]);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private record HttpWish(HttpHead head, OutputStream out) implements Wish {

        private boolean isConnect() {
            return head.word(0).equals("CONNECT");
        }

        private URI uri() throws URISyntaxException {
            return new URI(isConnect() ? "connect://" + head.word(1) : head.word(1));
        }

        @Override
        public Target target() {
            try {
                URI uri = uri();
                if (uri.getHost() == null || (!isConnect() && !"http".equals(uri.getScheme()))) {
                    return new Target.Nonsense();
                }
                return Target.of(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : DEFAULT_PORT);
            } catch (URISyntaxException _) {
                return new Target.Nonsense();
            }
        }

        @Override
        public void grant(OutputStream far) throws IOException {
            if (isConnect()) {
                write("HTTP/1.1 200 Connection Established", List.of());
            } else {
                far.write(originForm().bytes());
            }
        }

        /** As the origin server wants it, for one request only. */
        private HttpHead originForm() {
            URI uri = URI.create(head.word(1));
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            HttpHead origin =
                    head.withStartLine(head.word(0) + " " + path + query + " HTTP/1.1")
                            .without("Proxy-Authorization")
                            .without("Proxy-Connection");
            return head.header("Upgrade").isPresent() ? origin : origin.with("Connection", "close");
        }

        /** A name that is nobody's is told as Squid tells it. */
        @Override
        public void refuse(Refusal why) throws IOException {
            switch (why) {
                case CREDENTIALS ->
                        refuse(
                                "407 Proxy Authentication Required",
                                "Proxy-Authenticate: Basic realm=\"p\"");
                case FORBIDDEN -> refuse("403 Forbidden");
                case UNREACHABLE -> refuse("502 Bad Gateway");
                case UNKNOWN_NAME ->
                        refuse("503 Service Unavailable", "X-Squid-Error: ERR_DNS_FAIL 0");
                case MALFORMED -> refuse("400 Bad Request");
            }
        }

        private void refuse(String status, String... headers) throws IOException {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add("Content-Length: 0");
            all.add("Connection: close");
            write("HTTP/1.1 " + status, all);
        }

        private void write(String startLine, List<String> headers) throws IOException {
            out.write(new HttpHead(startLine, headers).bytes());
        }
    }
}

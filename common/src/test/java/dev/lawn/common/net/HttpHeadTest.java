package dev.lawn.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHeadTest {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: here\r\nX-One:  1 \r\n\r\n";

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static HttpHead head(String text) throws IOException {
        return HttpHead.read(stream(text));
    }

    @Test
    void readsToTheEmptyLineAndNoFurther() throws IOException {
        InputStream in = stream(GET + "body");

        HttpHead head = HttpHead.read(in);

        assertThat(head.startLine()).isEqualTo("GET /a HTTP/1.1");
        assertThat(head.headers()).containsExactly("Host: here", "X-One:  1");
        assertThat(in.readAllBytes()).asString().isEqualTo("body");
    }

    @Test
    void findsWordsAndHeaders() throws IOException {
        HttpHead head = head(GET);

        assertThat(head.word(1)).isEqualTo("/a");
        assertThat(head.word(3)).isEmpty();
        assertThat(head.header("x-one")).contains("1");
        assertThat(head.header("X")).isEmpty();
    }

    @Test
    void changesIntoAnother() throws IOException {
        HttpHead changed =
                head(GET).withStartLine("GET / HTTP/1.0").with("HOST", "there").without("x-ONE");

        assertThat(changed.bytes()).asString().isEqualTo("GET / HTTP/1.0\r\nHOST: there\r\n\r\n");
    }

    @Test
    void bareLineFeedsEndLinesToo() throws IOException {
        assertThat(head("GET /\nHost: a\n\n").header("Host")).contains("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1", "GET /\r\nHost: a\r\n"})
    void aStreamThatEndsFirstIsNoHead(String text) {
        assertThatThrownBy(() -> head(text)).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /\r\n"})
    void aHeadWithoutEndIsRefused(String before) {
        String endless = before + "x".repeat(HttpHead.LONGEST_BYTES + 1);

        assertThatThrownBy(() -> head(endless)).hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void headersCountTogether() {
        String many = "GET /\r\n" + "X: 345678\r\n".repeat(HttpHead.LONGEST_BYTES / 8) + "\r\n";

        assertThatThrownBy(() -> head(many)).hasMessageContaining("longer than 65536 bytes");
    }
}

package dev.lawn.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lawn.common.protocol.BoundedLineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedLineReaderTest {

    private static final int BOUND = 5;

    /** Each line in turn: {@code text}, or {@code head…length} where it was too long. */
    @ParameterizedTest
    @CsvSource({
        "'',                  ''",
        "'a\n',               a",
        "'a',                 a",
        "'a\nb',              a|b",
        "'\n\na\n\n',         ||a|",
        "'12345\n',           12345",
        "'12345',             12345",
        "'123456\n',          12345…6",
        "'123456',            12345…6",
        "'123456789\nok\n',   12345…9|ok",
        "'123456\n123456\nz', 12345…6|12345…6|z",
        "'a\r\nb\n',          'a\r|b'",
    })
    void readsLinesWholeAndByTheByte(String text, String expected) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(lines(new ByteArrayInputStream(bytes))).isEqualTo(expected);
        assertThat(lines(new OneByOne(new ByteArrayInputStream(bytes)))).isEqualTo(expected);
    }

    private static String lines(InputStream in) throws IOException {
        BoundedLineReader reader = new BoundedLineReader(in, BOUND);
        List<String> lines = new ArrayList<>();
        for (Line line = reader.next(); line != null; line = reader.next()) {
            lines.add(
                    switch (line) {
                        case Line.Whole(byte[] bytes) -> text(bytes);
                        case Line.TooLong(byte[] head, long length) -> text(head) + "…" + length;
                    });
        }
        assertThat(reader.next()).isNull();
        return String.join("|", lines);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aLineLongerThanAChunkIsWhole() throws IOException {
        byte[] bytes = new byte[20_000];
        Arrays.fill(bytes, (byte) 'x');

        Line line = new BoundedLineReader(new ByteArrayInputStream(bytes), bytes.length).next();

        assertThat(line)
                .isInstanceOfSatisfying(
                        Line.Whole.class, whole -> assertThat(whole.bytes()).isEqualTo(bytes));
    }

    @Test
    void aLineOf100MegabytesTakesNoMemory() throws IOException {
        long length = 100_000_000;
        BoundedLineReader reader = new BoundedLineReader(new Endless(length), 64 * 1024);
        long before = allocated();

        Line line = reader.next();

        assertThat(allocated() - before).isLessThan(1024 * 1024);
        assertThat(line)
                .isInstanceOfSatisfying(
                        Line.TooLong.class,
                        tooLong -> {
                            assertThat(tooLong.length()).isEqualTo(length);
                            assertThat(tooLong.head()).hasSize(64 * 1024);
                        });
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    /** A pipe at its slowest. */
    private static final class OneByOne extends FilterInputStream {

        OneByOne(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(1, length));
        }
    }

    /** So many bytes, and no newline among them. */
    private static final class Endless extends InputStream {

        private long left;

        Endless(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(bytes, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }
}

package dev.lawn.supervisor.state;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Replaces a file over and over, until it is killed; says so with a byte each time. Arguments: the
 * file, and two texts.
 */
final class MemoryWriter {

    private MemoryWriter() {}

    public static void main(String[] args) throws IOException {
        while (true) {
            for (String text : new String[] {args[1], args[2]}) {
                PrivateFile.replace(Path.of(args[0]), text);
                System.out.write(1);
                System.out.flush();
            }
        }
    }
}

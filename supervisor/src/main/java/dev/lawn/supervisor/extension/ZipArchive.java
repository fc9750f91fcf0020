package dev.lawn.supervisor.extension;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The files of a ZIP in memory, by its central directory, which is what browsers go by. The JDK's
 * own reader does not tell a symbolic link from a file. Format: PKWARE's APPNOTE.TXT, sections 4.3
 * and 4.4.
 */
final class ZipArchive {

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;

    private final ByteBuffer zip;
    private final List<Item> files = new ArrayList<>();

    private ZipArchive(ByteBuffer zip) {
        this.zip = zip.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Its files; folders have no entry of their own there.
     *
     * @throws ExtensionException where it is no ZIP, or holds what no extension needs: links,
     *     encryption, other methods than deflate, 4 GiB and more
     */
    static List<Item> files(ByteBuffer zip) throws ExtensionException {
        ZipArchive archive = new ZipArchive(zip);
        try {
            archive.read();
        } catch (IndexOutOfBoundsException _) {
            throw damaged();
        }
        return archive.files;
    }

    private void read() throws ExtensionException {
        int end = end();
        int count = u16(end + 10);
        int at = zip.getInt(end + 16);
        for (int i = 0; i < count; i++) {
            if (zip.getInt(at) != ENTRY) {
                throw damaged();
            }
            entry(at);
            at += ENTRY_BYTES + u16(at + 28) + u16(at + 30) + u16(at + 32);
        }
    }

    /** Its comment reaches to the very end, so that there is only one such place. */
    private int end() throws ExtensionException {
        int last = zip.limit() - END_BYTES;
        for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (zip.getInt(at) == END && at + END_BYTES + u16(at + 20) == zip.limit()) {
                return at;
            }
        }
        throw damaged();
    }

    private void entry(int at) throws ExtensionException {
        String path = text(at + ENTRY_BYTES, u16(at + 28));
        if (isFolder(at, path)) {
            return;
        }
        boolean encrypted = (u16(at + 8) & 1) != 0;
        int method = u16(at + 10);
        if (encrypted || (method != STORED && method != DEFLATED)) {
            throw new ExtensionException(
                    "%s in its ZIP is packed in a way that browsers do not read; get another file"
                            .formatted(PrintedPath.of(path)));
        }
        ByteBuffer packed = packed(at);
        long size = Integer.toUnsignedLong(zip.getInt(at + 24));
        files.add(new Item(path, size, () -> open(packed, method)));
    }

    /**
     * @throws ExtensionException where it is neither a folder nor a file
     */
    private boolean isFolder(int at, String path) throws ExtensionException {
        int type = u16(at + 4) >> 8 == UNIX ? u16(at + 40) & FILE_TYPE : 0;
        if (type != 0 && type != REGULAR && type != FOLDER) {
            throw new ExtensionException(
                    "%s in its ZIP is a link or a device, and may lead out of the folder; do not use it"
                            .formatted(PrintedPath.of(path)));
        }
        return type == FOLDER || path.endsWith("/");
    }

    private ByteBuffer packed(int at) throws ExtensionException {
        int local = zip.getInt(at + 42);
        if (zip.getInt(local) != LOCAL) {
            throw damaged();
        }
        int begin = local + LOCAL_BYTES + u16(local + 26) + u16(local + 28);
        return zip.slice(begin, zip.getInt(at + 20));
    }

    private static InputStream open(ByteBuffer packed, int method) {
        byte[] bytes = new byte[packed.remaining()];
        packed.duplicate().get(bytes);
        InputStream in = new ByteArrayInputStream(bytes);
        return method == STORED ? in : new Inflating(in);
    }

    private String text(int at, int length) throws ExtensionException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(zip.slice(at, length)).toString();
        } catch (CharacterCodingException _) {
            throw new ExtensionException(
                    "its ZIP holds a file whose name is not UTF-8; get another file");
        }
    }

    private int u16(int at) {
        return Short.toUnsignedInt(zip.getShort(at));
    }

    private static ExtensionException damaged() {
        return new ExtensionException(
                "its ZIP is damaged; get the file again from where it was published");
    }

    /** Gives the inflater's memory back when it is closed. */
    private static final class Inflating extends InflaterInputStream {

        Inflating(InputStream in) {
            super(in, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}

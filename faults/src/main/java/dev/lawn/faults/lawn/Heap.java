package dev.lawn.faults.lawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The heap of another JVM, by jcmd of the same JDK. */
public final class Heap {

    /** {@code DefNew total 39296K, used 1247K [0x…}, and the same of Tenured. */
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K \\[");

    private Heap() {}

    /**
     * What is alive in it, in bytes: right after a full collection.
     *
     * @param user as whom that JVM runs: it lets nobody else attach; null for the same as this
     */
    public static long afterCollection(long pid, @Nullable String user)
            throws IOException, InterruptedException {
        String _ = jcmd(pid, user, "GC.run");
        String info = jcmd(pid, user, "GC.heap_info");
        Matcher matcher = USED.matcher(info);
        long kibibytes = 0;
        boolean found = false;
        while (matcher.find()) {
            kibibytes += Long.parseLong(matcher.group(1));
            found = true;
        }
        if (!found) {
            throw new IOException("jcmd said nothing of generations: " + info);
        }
        return kibibytes * 1024;
    }

    private static String jcmd(long pid, @Nullable String user, String command)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (user != null) {
            words.addAll(PlainUser.words(user));
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        words.addAll(List.of(Long.toString(pid), command));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("jcmd ended with %d: %s".formatted(code, output));
        }
        return output;
    }
}

package dev.lawn.common.proc;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads {@code /proc}. A process may end between any two reads: what has gone is absent, never an
 * error. Who cannot read at all, for want of file descriptors, learns that by an {@link
 * UncheckedIOException}: nobody has gone then.
 */
public final class Procfs {

    /** Fields of {@code /proc/PID/stat} after the command's closing parenthesis; proc(5). */
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START_TICKS = 19;

    private Procfs() {}

    /** Every process there is now. */
    public static List<ProcessEntry> processes() {
        String[] names = new File("/proc").list();
        if (names == null) {
            throw new IllegalStateException("cannot list /proc");
        }
        return Arrays.stream(names)
                .filter(name -> Character.isDigit(name.charAt(0)))
                .flatMap(name -> process(Long.parseLong(name)).stream())
                .toList();
    }

    /** One process; empty when there is none of that pid. */
    public static Optional<ProcessEntry> process(long pid) {
        return read(pid, "stat").flatMap(stat -> parse(pid, stat));
    }

    private static Optional<ProcessEntry> parse(long pid, String stat) {
        // The command stands in parentheses and may itself hold spaces and parentheses.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return read(pid, "cmdline")
                .map(
                        commandLine ->
                                new ProcessEntry(
                                        pid,
                                        Long.parseLong(fields[PARENT]),
                                        Long.parseLong(fields[SESSION]),
                                        fields[STATE].charAt(0),
                                        Long.parseLong(fields[START_TICKS]),
                                        words(commandLine)));
    }

    /**
     * The children of a process's first thread, zombies included: all there are of a process with
     * one thread; of a subreaper with more, those it adopted. Empty where the kernel does not tell
     * (CONFIG_PROC_CHILDREN).
     */
    public static List<Long> children(long pid) {
        return read(pid, "task/" + pid + "/children").stream()
                .flatMap(text -> Arrays.stream(text.split(" ", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    /**
     * A variable of the environment the process was started with. Empty where it has none of that
     * name or its environment cannot be read: another user's process, or a zombie.
     */
    public static Optional<String> variable(long pid, String name) {
        String prefix = name + "=";
        return read(pid, "environ").stream()
                .flatMap(environ -> words(environ).stream())
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .findFirst();
    }

    /**
     * Whether the process has that socket open. False also where its open files cannot be read:
     * another user's process, or one that guards itself.
     *
     * @param inode as {@code /proc/net/tcp} names it
     */
    public static boolean hasSocket(long pid, long inode) {
        Path wanted = Path.of("socket:[" + inode + "]");
        try (DirectoryStream<Path> open =
                Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path each : open) {
                if (isLinkTo(each, wanted)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException _) {
            return false;
        }
    }

    private static boolean isLinkTo(Path link, Path wanted) {
        try {
            return Files.readSymbolicLink(link).equals(wanted);
        } catch (IOException _) {
            // Closed meanwhile.
            return false;
        }
    }

    /**
     * The proportional set size in bytes: private memory, and a fair share of what is shared. Empty
     * where the kernel does not tell.
     */
    public static OptionalLong pssBytes(long pid) {
        return read(pid, "smaps_rollup")
                .flatMap(text -> text.lines().filter(l -> l.startsWith("Pss:")).findFirst())
                .map(line -> line.replaceAll("\\D", ""))
                .map(kibibytes -> OptionalLong.of(Long.parseLong(kibibytes) * 1024))
                .orElse(OptionalLong.empty());
    }

    /**
     * Not by {@code Files}: its channels fail on an interrupted thread, and the one who is about to
     * end must not take every process for gone.
     */
    private static Optional<String> read(long pid, String file) {
        try (InputStream in = new FileInputStream("/proc/" + pid + "/" + file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (isForWantOfDescriptors(e)) {
                throw new UncheckedIOException("cannot read /proc", e);
            }
            return Optional.empty();
        }
    }

    /** EMFILE and ENFILE, by what strerror(3) says of both. */
    private static boolean isForWantOfDescriptors(IOException e) {
        return String.valueOf(e.getMessage()).contains("Too many open files");
    }

    private static List<String> words(String nulSeparated) {
        return nulSeparated.isEmpty() ? List.of() : List.of(nulSeparated.split("\0"));
    }
}

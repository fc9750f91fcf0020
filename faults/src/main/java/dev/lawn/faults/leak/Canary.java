package dev.lawn.faults.leak;

import dev.lawn.faults.lawn.PrivateNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on a private network's loopback that nobody should ever reach: the JDK's own. */
final class Canary implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("URL http://.*:(\\d+)/");

    private final Process process;
    private final int port;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Canary(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it in there on a free port, with an empty folder to serve. */
    static Canary in(PrivateNetwork network, Path folder) throws IOException {
        List<String> command = new ArrayList<>(network.words());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-m", "jdk.httpserver", "-b", "127.0.0.1", "-p", "0"));
        command.addAll(List.of("-d", folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader();
        Canary canary = new Canary(process, port(lines));
        Thread.ofPlatform().daemon().name("canary").start(() -> canary.read(lines));
        return canary;
    }

    private static int port(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                return Integer.parseInt(listens.group(1));
            }
        }
        throw new IOException("jwebserver did not start");
    }

    private void read(BufferedReader lines) {
        try (lines) {
            lines.lines().filter(line -> line.contains("\" ")).forEach(requests::add);
        } catch (IOException | UncheckedIOException _) {
            // It was ended.
        }
    }

    int port() {
        return port;
    }

    /** The requests that reached it, a line each. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        process.destroy();
    }
}

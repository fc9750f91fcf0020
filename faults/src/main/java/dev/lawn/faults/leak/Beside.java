package dev.lawn.faults.leak;

import dev.lawn.faults.lawn.PrivateNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Gives orders to an {@link Insider}. */
final class Beside implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    private Beside(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    static Beside browserOf(PrivateNetwork network, Path profile) throws IOException {
        List<String> command = new ArrayList<>(network.words());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Insider.class.getName(), profile.toString()));
        return new Beside(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** What the node's browser shows at that address. */
    Insider.Seen open(String url) throws IOException {
        return ask("open " + url);
    }

    /** What a process beside the node is answered there. */
    Insider.Seen get(String url) throws IOException {
        return ask("get " + url);
    }

    /** What it is answered through a proxy on that port. */
    Insider.Seen by(int port, String url) throws IOException {
        return ask("by %d %s".formatted(port, url));
    }

    private Insider.Seen ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the program beside the node ended at: " + order);
        }
        return JSON.readValue(answer, Insider.Seen.class);
    }

    @Override
    public void close() {
        process.destroy();
    }
}

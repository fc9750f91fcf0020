package dev.lawn.bench.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Relay, tinyproxy, tinyproxy, relay, and so on: what changes meanwhile meets both alike. */
final class Contest {

    private final Client client;
    private final Way relay;
    private final Way tinyproxy;
    private final PrintStream progress;

    Contest(Client client, Way relay, Way tinyproxy, PrintStream progress) {
        this.client = client;
        this.relay = relay;
        this.tinyproxy = tinyproxy;
        this.progress = progress;
    }

    /** Has code compiled and buffers grown: a worker runs for months. */
    void warmUp(List<Transfer> transfers) throws IOException, InterruptedException {
        for (Transfer each : transfers) {
            Sample _ = client.run(relay, each);
            Sample _ = client.run(tinyproxy, each);
        }
    }

    Comparison run(Transfer transfer, int rounds) throws IOException, InterruptedException {
        Comparison all =
                new Comparison(transfer, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < rounds; i++) {
            all.direct().add(run("no proxy", new Way.Direct(), transfer));
            all.relay().add(run("relay", relay, transfer));
            all.tinyproxy().add(run("tinyproxy", tinyproxy, transfer));
            all.tinyproxy().add(run("tinyproxy", tinyproxy, transfer));
            all.relay().add(run("relay", relay, transfer));
        }
        return all;
    }

    private Sample run(String name, Way way, Transfer transfer)
            throws IOException, InterruptedException {
        Sample sample = client.run(way, transfer);
        progress.printf(
                "%-9s %2d %-4s %6.0f MB/s %5.2f CPU s/GB%n",
                name,
                transfer.streams(),
                transfer.direction(),
                sample.megabytesPerSecond(),
                sample.cpuSecondsPerGigabyte());
        return sample;
    }
}

package dev.lawn.faults.leak;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Secret;
import dev.lawn.faults.lawn.PrivateNetwork;
import dev.lawn.faults.measure.Watch;
import dev.lawn.faults.world.FencedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Has a connected node load pages that try to get out past its proxy, while that proxy works, is
 * down, hangs, and refuses, and tells what came of it.
 */
public final class LeakTrial {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Credentials OTHERS =
            new Credentials("way", Secret.of("password-of-others"));

    private final FencedWorld world;
    private final Consumer<String> says;
    private final List<String> broken = new ArrayList<>();

    /**
     * @param says is told what goes on, a line at a time
     */
    public LeakTrial(FencedWorld world, Consumer<String> says) {
        this.world = world;
        this.says = says;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Runs it all.
     *
     * @param connected how long with a proxy that works
     * @param each how long with each of its faults
     * @return what did not hold, a line each
     */
    public List<String> run(Duration connected, Duration each)
            throws IOException, InterruptedException {
        PrivateNetwork network = world.network();
        try (PacketWitness packets = PacketWitness.of(network, world.proxy().port());
                Canary canary =
                        Canary.in(
                                network,
                                Files.createDirectory(world.workspace().root().resolve("canary")));
                HostilePages pages = HostilePages.at(network.host());
                Beside beside = Beside.browserOf(network, world.profile())) {
            world.up();
            await("connected", this::earns);
            OwnPorts own = OwnPorts.of(network, canary.port());
            says.accept("its own ports: " + own.lawns());
            broken.addAll(own.reachedBy(beside, world.simulator().uri()));
            Visits visits =
                    new Visits(
                            beside,
                            pages.address(own.all()),
                            world.simulator().uri(),
                            network.addresses());
            phase("the proxy works", connected, visits, () -> {});
            fault("the proxy is down", each, visits, world.proxy()::goDown);
            fault("the proxy hangs", each, visits, world.proxy()::hang);
            fault("the proxy answers 407", each, visits, () -> world.proxy().restart(OTHERS));
            packets.prove();
            judge(packets.leaked(), canary.requests(), visits);
        }
        return List.copyOf(broken);
    }

    private boolean earns() {
        return world.earning(world.nodes().getFirst());
    }

    private void await(String what, BooleanSupplier seen) throws IOException {
        long deadline = Watch.now() + PATIENCE.toNanos();
        while (!seen.getAsBoolean()) {
            if (Watch.now() - deadline > 0) {
                throw new IOException(
                        "not %s; Lawn said:%n%s".formatted(what, world.lawn().output()));
            }
            Watch.pause(Duration.ofMillis(200));
        }
    }

    private void fault(String name, Duration time, Visits visits, Step begin)
            throws IOException, InterruptedException {
        phase(name, time, visits, begin);
        world.proxy().goOn();
        world.proxy().restart(FencedWorld.WAY);
        await("connected after " + name, this::earns);
    }

    private void phase(String name, Duration time, Visits visits, Step begin)
            throws IOException, InterruptedException {
        begin.run();
        long end = Watch.now() + time.toNanos();
        int before = visits.count();
        do {
            visits.round();
            Watch.pause(Duration.ofSeconds(1));
        } while (Watch.now() - end < 0);
        says.accept("%s: %d pages".formatted(name, visits.count() - before));
    }

    private void judge(List<String> packets, List<String> requests, Visits visits) {
        says.accept("packets to anything but the proxy: " + packets.size());
        says.accept("requests that reached loopback: " + requests.size());
        says.accept("what the hostile page wrote down first:\n" + visits.firstLog().indent(2));
        packets.forEach(packet -> broken.add("a packet: " + packet));
        requests.forEach(request -> broken.add("on loopback: " + request));
        visits.candidates().stream()
                .map("an address in a WebRTC candidate: "::concat)
                .forEach(broken::add);
        if (visits.completed() == 0) {
            broken.add("no hostile page was ever loaded by the proxy: nothing was tried");
        }
    }
}

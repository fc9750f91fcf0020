package dev.lawn.faults.world;

import dev.lawn.faults.lawn.Installation;
import dev.lawn.faults.lawn.Setup;
import dev.lawn.faults.lawn.WallClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Workers that follow scripts instead of driving browsers: for hostile words, and for numbers. A
 * node is named like its script.
 */
public final class ScriptedWorld extends World {

    /** What Linux holds in a pipe by default, in bytes; see pipe(7). */
    private static final int PIPE = 65536;

    private final List<String> scripts;
    private final @Nullable SwitchedPorts proxies;
    private final int startsAtOnce;
    private @Nullable WallClock clock;

    private ScriptedWorld(
            Installation installation,
            Workspace workspace,
            List<String> scripts,
            @Nullable SwitchedPorts proxies,
            int startsAtOnce) {
        super(installation, workspace);
        this.scripts = List.copyOf(scripts);
        this.proxies = proxies;
        this.startsAtOnce = startsAtOnce;
    }

    /** One node of each script; {@code good} may come more than once. */
    public static ScriptedWorld of(
            Installation installation, @Nullable String user, List<String> scripts)
            throws IOException {
        return new ScriptedWorld(
                installation, Workspace.create(user), scripts, null, scripts.size());
    }

    /** So many nodes, each behind a port of its own in place of a proxy. */
    public static ScriptedWorld behindProxies(
            Installation installation, @Nullable String user, int nodes, int startsAtOnce)
            throws IOException {
        return new ScriptedWorld(
                installation,
                Workspace.create(user),
                IntStream.range(0, nodes).mapToObj(_ -> "proxied").toList(),
                SwitchedPorts.open(nodes),
                startsAtOnce);
    }

    /** Gives its Lawn a wall clock of its own, from the next {@link #up} on. */
    public WallClock ownClock() throws IOException {
        WallClock own = WallClock.right(workspace().stateDir().resolveSibling("clock"));
        clock = own;
        return own;
    }

    /** All proxies at once. */
    public void setProxies(boolean open) throws IOException {
        if (proxies != null) {
            proxies.set(open);
        }
    }

    public int startsAtOnce() {
        return startsAtOnce;
    }

    @Override
    public List<String> nodes() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scripts.size(); i++) {
            names.add(scripts.get(i) + "-" + (i + 1));
        }
        return names;
    }

    /** A scripted worker earns while it lives, and behind a proxy while that listens, too. */
    @Override
    public boolean earning(String node) {
        return census().sawWorker(node) && (proxies == null || proxies.areOpen());
    }

    @Override
    Setup setup() throws IOException {
        Setup setup =
                new Setup(
                        workspace().stateDir(),
                        workspace().accounts(yaml()),
                        installation().scripted(),
                        workspace().user());
        return clock == null ? setup : setup.by(clock);
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder("service: demo\n");
        // No scripted worker looks at them.
        yaml.append("browser:\n  binary: /bin/true\n  driver: /bin/true\n");
        yaml.append("limits:\n  starts_at_once: ").append(startsAtOnce).append('\n');
        yaml.append(installation().containmentLine());
        yaml.append("accounts:\n");
        for (int i = 0; i < scripts.size(); i++) {
            yaml.append(account(i));
        }
        return yaml.toString();
    }

    private String account(int index) {
        String name = nodes().get(index);
        String account =
                """
                 - name: %1$s
                   email: %2$s+%3$d@example.com
                   password: %4$s
                   nodes:
                     - name: %1$s
               """
                        .formatted(
                                name, scripts.get(index), index + 1, password(scripts.get(index)));
        return proxies == null
                ? account
                : account + "        proxy: http://127.0.0.1:" + proxies.port(index) + "\n";
    }

    /** What its worker does not read, its stdin's pipe must not be able to hold. */
    private static String password(String script) {
        return script.equals("no-stdin") ? "x".repeat(4 * PIPE) : "unused";
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            super.close();
        } finally {
            if (proxies != null) {
                proxies.close();
            }
        }
    }
}

package dev.lawn.supervisor.cli;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Secret;
import dev.lawn.simulator.Simulator;
import dev.lawn.simulator.SimulatorSettings;
import dev.lawn.supervisor.run.UserException;
import dev.lawn.supervisor.state.PrivateFile;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The demo's outside world: a simulated service with a proxy per node, and an accounts.yaml for it
 * that is loaded like any other. Passwords are made up anew each time.
 *
 * @param accountsFile 0600, in the demo's state directory
 */
record DemoWorld(Simulator simulator, Path accountsFile) {

    static final String ACCOUNTS = "accounts.yaml";

    private static final int NODES_PER_ACCOUNT = 2;

    static DemoWorld create(Path folder, int nodes, int port) throws UserException, IOException {
        List<Credentials> accounts =
                IntStream.rangeClosed(1, (nodes + NODES_PER_ACCOUNT - 1) / NODES_PER_ACCOUNT)
                        .mapToObj(i -> credentials("account-%d@example.com".formatted(i)))
                        .toList();
        List<Credentials> proxies =
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(i -> credentials("proxy-%d".formatted(i)))
                        .toList();
        Path state = folder.resolve("simulator");
        StateDirectory.createPrivate(state);
        Path portFile = state.resolve("port");
        Simulator simulator = started(samePort(port, portFile), state, accounts, proxies);
        PrivateFile.write(portFile, simulator.uri().getPort() + "\n");
        Path file = folder.resolve(ACCOUNTS);
        PrivateFile.write(file, yaml(simulator, accounts));
        return new DemoWorld(simulator, file);
    }

    URI uri() {
        return URI.create(base(simulator));
    }

    /**
     * To the nodes, another port is another site: they would stay signed in where nobody answers.
     */
    private static int samePort(int wanted, Path portFile) throws UserException, IOException {
        if (!Files.exists(portFile)) {
            return wanted;
        }
        int before = Integer.parseInt(Files.readString(portFile).strip());
        if (wanted != 0 && wanted != before) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    "the nodes in this state directory are signed in at port %1$d; say --simulator-port %1$d, or choose another folder with --state-dir"
                            .formatted(before));
        }
        return before;
    }

    private static Simulator started(
            int port, Path state, List<Credentials> accounts, List<Credentials> proxies)
            throws UserException {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        try {
            return Simulator.start(new SimulatorSettings(listen, state, accounts, proxies));
        } catch (IOException e) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    "the simulated service: %s, with --simulator-port".formatted(e.getMessage()));
        }
    }

    private static Credentials credentials(String user) {
        byte[] password = new byte[12];
        new SecureRandom().nextBytes(password);
        return new Credentials(user, Secret.of(HexFormat.of().formatHex(password)));
    }

    private static String yaml(Simulator simulator, List<Credentials> accounts) {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        # Written by `lawn demo` at every start, for its simulated service.
                        service: demo
                        services:
                          demo:
                            variables:
                              app: %1$s
                              api: %1$s
                              sockets: %2$s
                        accounts:
                        """
                                .formatted(base(simulator), simulator.leadSocketsToLocalhost()));
        List<ProxyAddress> proxies = simulator.proxies();
        for (int i = 0; i < proxies.size(); i++) {
            if (i % NODES_PER_ACCOUNT == 0) {
                yaml.append(account(i / NODES_PER_ACCOUNT + 1, accounts));
            }
            yaml.append(node(i + 1, proxies.get(i)));
        }
        return yaml.toString();
    }

    /** Without the slash at its end: the service definition writes paths behind it. */
    private static String base(Simulator simulator) {
        return simulator.uri().toString().replaceFirst("/$", "");
    }

    private static String account(int number, List<Credentials> accounts) {
        Credentials account = accounts.get(number - 1);
        return """
                 - name: account-%d
                   email: %s
                   password: %s
                   nodes:
               """
                .formatted(number, account.user(), "\"" + account.password().reveal() + "\"");
    }

    private static String node(int number, ProxyAddress proxy) {
        Credentials credentials = proxy.credentials();
        String userInfo =
                credentials == null
                        ? ""
                        : credentials.user() + ":" + credentials.password().reveal() + "@";
        return """
                     - name: demo-%d
                       proxy: http://%s%s:%d
               """
                .formatted(number, userInfo, proxy.host(), proxy.port());
    }
}

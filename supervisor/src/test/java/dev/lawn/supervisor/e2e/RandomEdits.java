package dev.lawn.supervisor.e2e;

import dev.lawn.supervisor.e2e.YamlFleet.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Edits of the files, right ones and wrong ones. */
final class RandomEdits {

    static final Node GOOD = new Node("good", "secret", 0);

    private final YamlFleet fleet;
    private final Random random;
    private int made;

    RandomEdits(YamlFleet fleet, Random random) {
        this.fleet = fleet;
        this.random = random;
    }

    /** Writes what loads; says which nodes it touches. n1 and n2 are left alone. */
    Set<String> edit() throws IOException {
        made++;
        List<String> others = new ArrayList<>(fleet.nodes.keySet());
        others.removeAll(List.of("n1", "n2"));
        int kind = others.isEmpty() ? 0 : random.nextInt(5);
        String one = others.isEmpty() ? "" : others.get(random.nextInt(others.size()));
        Set<String> touched = new HashSet<>();
        switch (kind) {
            case 0 -> {
                String name = "n" + (3 + random.nextInt(5));
                if (fleet.nodes.putIfAbsent(name, GOOD) == null) {
                    touched.add(name);
                }
            }
            case 1 -> {
                fleet.nodes.remove(one);
                touched.add(one);
            }
            case 2 -> {
                fleet.nodes.put(one, new Node("good", "secret", made));
                touched.add(one);
            }
            case 3 -> {
                fleet.nodes.put(one, new Node("good", "secret" + made, 0));
                touched.add(one);
            }
            default -> fleet.redefine("self_heal", (30 + made) + "s");
        }
        fleet.write();
        return touched;
    }

    /** Writes what does not load, with another edit in it that would. */
    String mistake() throws IOException {
        String yaml =
                fleet.yaml()
                        + """
                           - name: half
                             email: good+half@example.com
                             password: secret
                             nodes:
                               - name: half
                          """;
        String mistaken =
                switch (random.nextInt(5)) {
                    case 0 -> yaml + "limit: 3\n";
                    case 1 -> yaml.replace("accounts:", "accounts: [");
                    case 2 -> yaml.replaceFirst("password: secret", "pasword: secret");
                    case 3 -> yaml.replace("name: half", "name: n1");
                    default -> yaml.replace("service: demo", "service: dem");
                };
        fleet.write(mistaken);
        return mistaken;
    }
}

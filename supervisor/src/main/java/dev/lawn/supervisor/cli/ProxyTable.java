package dev.lawn.supervisor.cli;

import dev.lawn.common.model.PlainText;
import dev.lawn.supervisor.control.ProxyDocument;
import dev.lawn.supervisor.control.ProxyDocument.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts on proxies, for people. */
final class ProxyTable {

    private static final String UNKNOWN = "?";
    private static final List<String> HEADINGS =
            List.of("NODE", "PROXY", "VERDICT", "TIME", "EXIT IP");

    private ProxyTable() {}

    static String of(ProxyDocument document) {
        List<Proxy> proxies = document.proxies();
        if (proxies.isEmpty()) {
            return "no node has a proxy";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        List<String> words = new ArrayList<>();
        for (Proxy proxy : proxies) {
            proxy.nodes().forEach(node -> rows.add(row(node, proxy)));
            if (proxy.detail() != null) {
                words.add(String.join(", ", proxy.nodes()) + ": " + text(proxy.detail()));
            }
        }
        words.addAll(shared(proxies));
        long fine = proxies.stream().filter(proxy -> proxy.verdict().equals("ok")).count();
        words.add("%d of %d proxies ok".formatted(fine, proxies.size()));
        return StatusTable.aligned(rows)
                + System.lineSeparator()
                + String.join(System.lineSeparator(), words);
    }

    private static List<String> row(String node, Proxy proxy) {
        return List.of(
                node,
                proxy.proxy(),
                proxy.verdict(),
                proxy.millis() == null ? UNKNOWN : proxy.millis() + " ms",
                text(proxy.egressIp()));
    }

    /** Two proxies may lead out by one address: nothing is wrong with either. */
    private static List<String> shared(List<Proxy> proxies) {
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        for (Proxy proxy : proxies) {
            String ip = proxy.egressIp();
            if (ip != null) {
                nodes.computeIfAbsent(ip, _ -> new ArrayList<>()).addAll(proxy.nodes());
            }
        }
        return nodes.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(
                        each ->
                                "%s go out by one address, %s"
                                        .formatted(
                                                String.join(", ", each.getValue()),
                                                text(each.getKey())))
                .toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? UNKNOWN : PlainText.of(value);
    }
}

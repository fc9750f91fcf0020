package dev.lawn.supervisor.cli;

import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.protocol.SupervisorMessage.Way;
import dev.lawn.common.protocol.WorkerMessage.CheckResult;
import dev.lawn.common.protocol.WorkerMessage.Checked;
import dev.lawn.supervisor.control.ProxyDocument;
import dev.lawn.supervisor.plan.NodePlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The proxies to try, each once however many nodes go out by it, and what became of them. */
final class ProxyTrials {

    private final List<Trial> trials;
    private final Set<String> hostIps;
    private final Map<String, Checked> results = new LinkedHashMap<>();

    /** What makes two ways one. */
    private record Like(ProxyAddress proxy, List<URI> ask) {}

    private record Trial(Way way, ProxyAddress proxy, List<String> nodes) {}

    private ProxyTrials(List<Trial> trials, Set<String> hostIps) {
        this.trials = trials;
        this.hostIps = hostIps;
    }

    /**
     * Those of these nodes.
     *
     * @param hostIps by which no proxy should lead out
     */
    static ProxyTrials of(List<NodePlan> nodes, Set<String> hostIps) {
        Map<Like, Trial> trials = new LinkedHashMap<>();
        for (NodePlan node : nodes) {
            ProxyAddress proxy = node.proxy();
            if (proxy != null) {
                List<URI> ask = node.service().egress().ask();
                trials.computeIfAbsent(
                                new Like(proxy, ask),
                                _ -> trial(Integer.toString(trials.size() + 1), proxy, ask))
                        .nodes()
                        .add(node.name().value());
            }
        }
        return new ProxyTrials(List.copyOf(trials.values()), hostIps);
    }

    private static Trial trial(String name, ProxyAddress proxy, List<URI> ask) {
        return new Trial(new Way(name, proxy, ask), proxy, new ArrayList<>());
    }

    List<Way> ways() {
        return trials.stream().map(Trial::way).toList();
    }

    /** What became of one; returns of how many that is known now. */
    int take(Checked checked) {
        if (trials.stream().anyMatch(trial -> trial.way().name().equals(checked.way()))) {
            results.put(checked.way(), checked);
        }
        return results.size();
    }

    /** Of how many it is known what became of them. */
    int taken() {
        return results.size();
    }

    /** All of it, in the order of accounts.yaml. */
    ProxyDocument document() {
        List<ProxyDocument.Proxy> proxies = trials.stream().map(this::proxy).toList();
        boolean fine =
                proxies.stream().allMatch(each -> each.verdict().equals(word(CheckResult.OK)))
                        && proxies.stream().noneMatch(each -> each.detail() != null);
        return new ProxyDocument(fine, proxies);
    }

    private ProxyDocument.Proxy proxy(Trial trial) {
        Checked checked = results.get(trial.way().name());
        if (checked == null) {
            return new ProxyDocument.Proxy(
                    trial.nodes(),
                    trial.proxy().display(),
                    word(CheckResult.SLOW),
                    null,
                    null,
                    "no verdict came in time");
        }
        return new ProxyDocument.Proxy(
                trial.nodes(),
                trial.proxy().display(),
                word(checked.result()),
                checked.millis(),
                checked.egressIp(),
                detail(checked));
    }

    private @Nullable String detail(Checked checked) {
        String ip = checked.egressIp();
        return ip != null && hostIps.contains(ip)
                ? "it leads out by the host's own address"
                : checked.detail();
    }

    private static String word(CheckResult result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}

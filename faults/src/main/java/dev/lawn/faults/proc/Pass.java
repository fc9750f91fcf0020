package dev.lawn.faults.proc;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.proc.Procfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One look at all processes for those of one state directory. Of a node is what carries its marker,
 * works in its folder or names it, and whatever descends from such a process.
 */
final class Pass {

    private final Path nodes;
    private final Pattern marker;
    private final Map<Long, ProcessEntry> all = new HashMap<>();
    private final Map<Long, Optional<Member>> found = new HashMap<>();

    private Pass(Path stateDir, String id) {
        this.nodes = stateDir.resolve("nodes");
        this.marker = Pattern.compile(Pattern.quote(id) + "-[^-]+-(.+)-\\d+");
        Procfs.processes().forEach(each -> all.put(each.pid(), each));
    }

    /**
     * @param id what every marker of the directory begins with
     */
    static List<Member> over(Path stateDir, String id) {
        Pass pass = new Pass(stateDir, id);
        List<Member> members = new ArrayList<>();
        pass.all.keySet().forEach(pid -> pass.member(pid).ifPresent(members::add));
        return members;
    }

    private Optional<Member> member(long pid) {
        Optional<Member> known = found.get(pid);
        if (known == null) {
            // First, so that a strange loop of parents ends.
            found.put(pid, Optional.empty());
            known = Optional.ofNullable(all.get(pid)).flatMap(this::judge);
            found.put(pid, known);
        }
        return known;
    }

    private Optional<Member> judge(ProcessEntry process) {
        return byMarker(process)
                .or(
                        () ->
                                member(process.parent())
                                        .map(p -> Member.found(process, p.node(), p.incarnation())))
                .or(() -> byFolder(process));
    }

    private Optional<Member> byMarker(ProcessEntry process) {
        return Procfs.variable(process.pid(), ProcessFamily.VARIABLE)
                .map(marker::matcher)
                .filter(Matcher::matches)
                .map(m -> Member.found(process, m.group(1), m.group()));
    }

    private Optional<Member> byFolder(ProcessEntry process) {
        String line = String.join(" ", process.command());
        int at = line.indexOf(nodes + "/");
        if (at >= 0) {
            return Optional.of(inFolder(process, line.substring(at + nodes.toString().length())));
        }
        try {
            Path cwd = Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"));
            return cwd.startsWith(nodes) && !cwd.equals(nodes)
                    ? Optional.of(inFolder(process, "/" + nodes.relativize(cwd)))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Member inFolder(ProcessEntry process, String rest) {
        return Member.found(process, rest.split("[/ ]", 3)[1], "");
    }
}

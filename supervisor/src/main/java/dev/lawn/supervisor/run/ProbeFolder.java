package dev.lawn.supervisor.run;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.process.FolderTree;
import dev.lawn.supervisor.process.NodeFolders;
import dev.lawn.supervisor.state.InUseException;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one probe. While it runs it holds {@code run}, a state directory of its own; at its
 * end only pictures and outlines of pages are left, or nothing.
 *
 * @param probes holds the folders of all probes; made where it is missing
 * @param name of this one's; a time in UTC, so that the newest ones are kept
 */
record ProbeFolder(Path probes, String name) {

    private static final String RUN = "run";

    /** How many probes that left something are kept. */
    private static final int KEPT = 10;

    /** As {@code lawn probe} names them. */
    private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z");

    private static final Logger LOG = LoggerFactory.getLogger(ProbeFolder.class);

    /** Makes it, once what probes that were killed have left beside it is gone. */
    StateDirectory open() throws UserException, IOException {
        StateDirectory.createPrivate(probes);
        for (Path other : children(probes)) {
            sweep(other);
        }
        return RunningLawn.take(root().resolve(RUN));
    }

    private Path root() {
        return probes.resolve(name);
    }

    private static void sweep(Path probe) throws UserException, IOException {
        Path run = probe.resolve(RUN);
        if (!Files.isDirectory(run)) {
            return;
        }
        try (StateDirectory left = StateDirectory.open(run)) {
            RunningLawn.sweep(left.markerPrefix());
            // What it has outside of its folder, it finds and removes as it begins.
            new NodeFolders(left, FleetPlan.Limits.DEFAULT).close();
            FolderTree.delete(run);
            removeEmpty(probe);
        } catch (InUseException _) {
            // That one runs.
        }
    }

    /** What is in a folder, in the order of its names. */
    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /** Where a file of that folder of the state directory's will be in the end. */
    String kept(String text, StateDirectory state, NodeName node) {
        return text.replace(state.pages(node).toString(), root().toString());
    }

    /**
     * Keeps the pages, and removes the rest.
     *
     * @param state of this probe, not in use any more
     * @return the files that are kept
     */
    List<Path> close(StateDirectory state, NodeName node) throws IOException {
        for (Path page : children(state.pages(node))) {
            Files.move(page, root().resolve(page.getFileName()));
        }
        FolderTree.delete(root().resolve(RUN));
        List<Path> kept = children(root());
        removeEmpty(root());
        prune();
        removeEmpty(probes);
        return kept;
    }

    /** Names are times, so the oldest come first. Whatever else somebody put there stays. */
    private void prune() throws IOException {
        List<Path> ended =
                children(probes).stream()
                        .filter(each -> NAME.matcher(each.getFileName().toString()).matches())
                        .filter(each -> !Files.exists(each.resolve(RUN)))
                        .toList();
        for (Path old : ended.subList(0, Math.max(0, ended.size() - KEPT))) {
            FolderTree.delete(old);
        }
    }

    private static void removeEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            LOG.debug("{} is kept", folder);
        }
    }
}

package dev.lawn.supervisor.process;

import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's folder within its quota: what the browser makes again by itself is deleted, what
 * may hold the session never is. Only while the node has no process. Thread-safe.
 *
 * @param quota bytes
 */
record NodeDisk(StateDirectory state, long quota) {

    private static final Logger LOG = LoggerFactory.getLogger(NodeDisk.class);

    /**
     * Of the user data directory; seen with Chromium 156. A closed list: a name that a later
     * version brings is kept until somebody knows what it holds. In particular neither {@code
     * Service Worker} nor {@code CacheStorage} is here, where an extension's and a page's own data
     * are.
     */
    static final List<String> REBUILT =
            List.of(
                    "Default/Cache",
                    "Default/Code Cache",
                    "Default/GPUCache",
                    "Default/DawnCache",
                    "Default/DawnGraphiteCache",
                    "Default/DawnWebGPUCache",
                    "Default/Media Cache",
                    "Default/blob_storage",
                    "Default/optimization_guide_hint_cache_store",
                    "Default/optimization_guide_prediction_model_downloads",
                    "BrowserMetrics",
                    "BrowserMetrics-spare.pma",
                    "Crash Reports",
                    "Crashpad",
                    "DeferredBrowserMetrics",
                    "GPUPersistentCache",
                    "GrShaderCache",
                    "GraphiteDawnCache",
                    "OnDeviceHeadSuggestModel",
                    "OptGuideOnDeviceClassifierModel",
                    "OptGuideOnDeviceModel",
                    "OptimizationGuideModelsManifest",
                    "Safe Browsing",
                    "ShaderCache",
                    "component_crx_cache",
                    "extensions_crx_cache",
                    "optimization_guide_model_store");

    private static final String BAD_PROFILE = "profile.bad-";

    /** Who is brought just under the quota is over it again at once. */
    private static final int PERCENT_LEFT = 80;

    private static final long MIB = 1024L * 1024;

    /** These may be mounted there. */
    private boolean isRoot(NodeName node, Path folder) {
        return folder.equals(state.cache(node)) || folder.equals(state.config(node));
    }

    /** Deletes as little as brings the node well under its quota, the cheapest to lose first. */
    void keepWithinQuota(NodeName node) throws IOException {
        long before = FolderTree.bytes(state.node(node));
        long now = before;
        long wanted = quota / 100 * PERCENT_LEFT;
        for (Path each : now > quota ? dispensable(node) : List.<Path>of()) {
            if (now > wanted) {
                FolderTree.empty(each);
                if (!isRoot(node, each)) {
                    FolderTree.delete(each);
                }
                now = FolderTree.bytes(state.node(node));
            }
        }
        if (before > quota) {
            tell(node, before, now);
        }
    }

    private void tell(NodeName node, long before, long now) {
        LOG.warn(
                "{}: its folder took {} MiB, limits.disk_per_node is {} MiB; {} MiB deleted{}",
                node,
                before / MIB,
                quota / MIB,
                (before - now) / MIB,
                now > quota ? ", and nothing else may go without the session" : "");
    }

    private List<Path> dispensable(NodeName node) throws IOException {
        List<Path> all = new ArrayList<>(oldBadProfiles(state.node(node)));
        all.add(state.cache(node));
        REBUILT.forEach(name -> all.add(state.profile(node).resolve(name)));
        all.add(state.config(node));
        return all.stream().filter(FolderTree::exists).toList();
    }

    /** The newest one somebody may still want to look at; its name says when it was put aside. */
    private static List<Path> oldBadProfiles(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(e -> e.getFileName().toString().startsWith(BAD_PROFILE))
                    .sorted(Comparator.reverseOrder())
                    .skip(1)
                    .toList();
        }
    }
}

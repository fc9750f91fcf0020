package dev.lawn.worker.browser;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything this worker started, found by the marker of its incarnation; never itself.
 *
 * @param family empty where nobody set a marker, as under a debugger: then nothing is killed
 */
public record Children(Optional<ProcessFamily> family) {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(Children.class);

    /** The children of this process, as its environment names them. */
    public static Children ofThisProcess() {
        return new Children(
                Optional.ofNullable(System.getenv(ProcessFamily.VARIABLE)).map(ProcessFamily::new));
    }

    /** Sends KILL until none is left; who is there all the same after two seconds. */
    public List<ProcessEntry> kill() {
        List<ProcessEntry> left = family.map(each -> each.killOthers(PATIENCE)).orElseGet(List::of);
        if (!left.isEmpty()) {
            log.warn("{} processes outlived KILL", left.size());
        }
        return left;
    }
}

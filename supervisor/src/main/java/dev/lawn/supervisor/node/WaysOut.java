package dev.lawn.supervisor.node;

import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.TrafficDay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the host knows of the ways its nodes go out by, and what it does not let pass: then {@link
 * Pacing#hold} says so from that moment on.
 */
public interface WaysOut {

    /**
     * The exit IP of a node's worker.
     *
     * @param launched what the worker was given, which may be another plan than there is now
     * @return why it may not go on, for people; empty where it may
     */
    Optional<String> seen(NodePlan launched, String exitIp);

    /**
     * What a node has sent and received on a day.
     *
     * @param node by the plan there is now
     * @return until when it is parked, for people; empty where it is not
     */
    Optional<String> used(NodePlan node, TrafficDay day);

    /** How many bytes that leaves for the day; null where there is no limit. */
    @Nullable Long left(NodePlan node, TrafficDay day);
}

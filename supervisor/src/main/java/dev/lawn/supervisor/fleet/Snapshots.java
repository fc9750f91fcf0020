package dev.lawn.supervisor.fleet;

import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import dev.lawn.supervisor.fleet.NodeSnapshot.Sample;
import dev.lawn.supervisor.fleet.NodeSnapshot.Session;
import dev.lawn.supervisor.fleet.NodeSnapshot.Upkeep;
import dev.lawn.supervisor.node.NodeActor;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.NodePlan;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is known of a node: by its actor, its processes and its disk.
 *
 * @param sampler knows the processes
 * @param disk knows what the folder takes
 */
record Snapshots(ProcessSampler sampler, DiskSampler disk) {

    NodeSnapshot of(NodeActor actor, NodeView view) {
        NodePlan plan = actor.plan();
        ExtensionPin loaded = actor.inForce().extension();
        return new NodeSnapshot(
                plan.name(),
                plan.account(),
                plan.service().name(),
                view.state(),
                view.reason(),
                view.detail(),
                view.since(),
                plan.proxy() == null ? null : plan.proxy().display(),
                sample(view.sample()),
                view.restarts(),
                view.traffic(),
                view.lastHeartbeat(),
                processes(view),
                view.debugPort(),
                new Upkeep(
                        sampler.helperRespawns(plan.name()),
                        disk.usedBy(plan.name()),
                        view.egressIpChanges(),
                        view.trafficLeft()),
                loaded == null ? null : loaded.sha256(),
                Session.of(view.signedIn(), plan.service()));
    }

    private static Sample sample(WorkerMessage.@Nullable Sample said) {
        return said == null
                ? Sample.UNKNOWN
                : new Sample(
                        said.connected(),
                        said.networkQuality(),
                        said.points(),
                        said.devices(),
                        said.uptimeSeconds(),
                        said.egressIp(),
                        said.listed(),
                        said.extensionVersion());
    }

    private Processes processes(NodeView view) {
        String marker = view.marker();
        if (marker == null) {
            return Processes.NONE;
        }
        Processes seen = sampler.of(marker);
        return new Processes(
                view.workerPid() == null ? seen.workerPid() : view.workerPid(),
                seen.browserPid(),
                seen.workerBytes(),
                seen.driverBytes(),
                seen.browserBytes());
    }
}

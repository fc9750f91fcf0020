package dev.lawn.supervisor.node;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.ExitReport;
import dev.lawn.supervisor.process.LaunchException;
import dev.lawn.supervisor.process.Launcher;
import dev.lawn.supervisor.process.WorkerListener;
import dev.lawn.supervisor.process.WorkerProcess;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Workers without processes: a test says what they say, and reads what was done to them. */
final class FakeLauncher implements Launcher {

    /**
     * What was done, in order: {@code launch}, {@code send Stop}, {@code terminate}, {@code kill}.
     */
    final List<String> log = new CopyOnWriteArrayList<>();

    final List<NodePlan> plans = new CopyOnWriteArrayList<>();
    final List<FakeWorker> workers = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    volatile boolean broken;

    @Override
    public String incarnationId(NodeName node) {
        return node + "-" + ids.incrementAndGet();
    }

    @Override
    public WorkerProcess launch(
            NodePlan plan, String incarnation, double patience, WorkerListener listener)
            throws LaunchException {
        FakeWorker worker = new FakeWorker(incarnation, listener, log);
        if (!broken) {
            // First: who sees the launch finds its worker.
            workers.add(worker);
        }
        plans.add(plan);
        log.add("launch");
        if (broken) {
            throw new LaunchException(Reason.LAUNCH_FAILED, "no process");
        }
        return worker;
    }

    FakeWorker last() {
        return workers.getLast();
    }

    /** A worker of which only the messages are real. */
    record FakeWorker(String incarnation, WorkerListener listener, List<String> log)
            implements WorkerProcess {

        void says(WorkerMessage message) {
            listener.said(message);
        }

        void connects() {
            says(
                    new WorkerMessage.PhaseChanged(
                            incarnation, "demo", WorkerMessage.Phase.CONNECTING));
            says(
                    new WorkerMessage.Sample(
                            incarnation,
                            "demo",
                            true,
                            0.9,
                            1.0,
                            1,
                            null,
                            "127.0.1.1",
                            null,
                            "1.0.0"));
        }

        void beats(long sequence) {
            says(new WorkerMessage.Heartbeat(incarnation, sequence));
        }

        void exits() {
            listener.exited(new ExitReport(137, 0, List.of(), List.of()));
        }

        void endsCleanly() {
            listener.exited(new ExitReport(0, 0, List.of(), List.of()));
        }

        @Override
        public Long pid() {
            return 4711L;
        }

        @Override
        public String marker() {
            return incarnation;
        }

        @Override
        public void send(SupervisorMessage message) {
            log.add("send " + message.getClass().getSimpleName());
        }

        @Override
        public void terminate() {
            log.add("terminate");
        }

        @Override
        public void kill() {
            log.add("kill");
        }
    }
}

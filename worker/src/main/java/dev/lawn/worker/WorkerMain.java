package dev.lawn.worker;

import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.protocol.SupervisorMessage.Check;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.worker.channel.AssignmentInput;
import dev.lawn.worker.channel.AssignmentInput.First;
import dev.lawn.worker.channel.ProtocolOutput;
import dev.lawn.worker.session.LastResort;
import dev.lawn.worker.session.Leave;
import dev.lawn.worker.session.NodeSession;
import dev.lawn.worker.session.Reports;
import dev.lawn.worker.session.StackTraces;
import dev.lawn.worker.session.StopSignal;
import dev.lawn.worker.session.ThreadDump;
import dev.lawn.worker.session.WayOutCheck;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The worker's process. It takes no arguments: its assignment is the first line on stdin.
 *
 * <p>Exit codes: {@link NodeSession#GOODBYE}, {@link NodeSession#FAULT}, {@link #NO_ASSIGNMENT}.
 */
public final class WorkerMain {

    /** Nothing usable came on stdin. */
    static final int NO_ASSIGNMENT = 2;

    private WorkerMain() {}

    public static void main(String[] args) {
        // First of all, before any logger exists: stdout is the protocol's.
        ProtocolOutput out = ProtocolOutput.claimStdout();
        Thread.setDefaultUncaughtExceptionHandler(
                (_, e) -> System.err.println(StackTraces.withoutMessages(e)));
        System.exit(run(out, new AssignmentInput(System.in)));
    }

    private static int run(ProtocolOutput out, AssignmentInput in) {
        try {
            return switch (in.first()) {
                case First.Live(Assignment assignment) -> run(assignment, out, in);
                case First.Try(Check check) -> check(check, out, in);
            };
        } catch (IOException e) {
            System.err.println("lawn-worker: " + e.getMessage());
            return NO_ASSIGNMENT;
        }
    }

    private static int run(Assignment assignment, ProtocolOutput out, AssignmentInput in) {
        StopSignal stop = new StopSignal(Thread.currentThread());
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Time time = new SystemTime();
        Reports reports =
                new Reports(out::send, assignment.incarnation(), assignment.service().name(), time);
        Leave leave = new Leave();
        NodeSession session = new NodeSession(assignment, reports, time, stop, leave, version());
        Orders orders = new Orders(stop, leave, new LastResort(exit), session);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> onTerm(orders, exit), "term"));
        Thread.ofPlatform().daemon().name("stdin").start(() -> in.follow(orders));
        try {
            exit.complete(session.run());
        } finally {
            exit.complete(NodeSession.FAULT);
        }
        return exit.join();
    }

    /** It is over within seconds, so an order to stop ends it at once. */
    private static int check(Check check, ProtocolOutput out, AssignmentInput in) {
        Thread.ofPlatform().daemon().name("stdin").start(() -> in.follow(AT_ONCE));
        return new WayOutCheck(check, out::send, new SystemTime(), version()).run();
    }

    private static final AssignmentInput.Orders AT_ONCE =
            new AssignmentInput.Orders() {
                @Override
                public void stop() {
                    Runtime.getRuntime().halt(NodeSession.GOODBYE);
                }

                @Override
                public void signIn() {}

                @Override
                public void dumpThreads() {
                    ThreadDump.print(System.err);
                }

                @Override
                public void otp(Secret code) {}

                @Override
                public void forgetPerson() {}
            };

    private record Orders(
            StopSignal signal, Leave leave, LastResort lastResort, NodeSession session)
            implements AssignmentInput.Orders {
        @Override
        public void signIn() {
            leave.give();
        }

        @Override
        public void otp(Secret code) {
            session.takeCode(code);
        }

        @Override
        public void forgetPerson() {
            session.forgetPerson();
        }

        @Override
        public void dumpThreads() {
            ThreadDump.print(System.err);
        }

        @Override
        public void stop() {
            lastResort.arm();
            signal.request();
        }
    }

    /** SIGTERM means the same as stop. After an ordinary end there is nothing left to wait for. */
    private static void onTerm(Orders orders, CompletableFuture<Integer> exit) {
        orders.stop();
        // Otherwise the JVM would end with the signal's code.
        Runtime.getRuntime().halt(exit.join());
    }

    private static String version() {
        return Optional.ofNullable(WorkerMain.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}

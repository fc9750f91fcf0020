package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.worker.relay.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives leave at once, and notes what people are told. */
final class FakeObserver implements Observer {

    final List<Reason> people = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    private final OtpMailbox codes = new OtpMailbox();
    Runnable onAsk = () -> {};
    Optional<UpstreamFailure> wayOut = Optional.empty();

    @Override
    public void humanNeeded(Reason reason, String detail) {
        people.add(reason);
        told.add(detail);
    }

    @Override
    public void awaitLeave() {
        onAsk.run();
    }

    @Override
    public OtpMailbox codes() {
        return codes;
    }

    @Override
    public Optional<UpstreamFailure> wayOutFailure() {
        return wayOut;
    }
}

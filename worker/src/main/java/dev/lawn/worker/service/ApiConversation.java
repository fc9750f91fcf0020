package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.ApiRequest;
import dev.lawn.common.service.ServiceDefinition.ListedBy;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.ApiAnswer;
import dev.lawn.worker.browser.ExtensionPage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service's API at its own pace, one round at a time, and never waits for it.
 *
 * <p>Owned by one thread.
 */
final class ApiConversation {

    /** One refusal may come from anything between here and the service. */
    private static final int REFUSED_ROUNDS = 2;

    /** Answers are known for this many of the service's periods. */
    private static final int PERIODS_KNOWN = 3;

    /** A page that was reloaded under a round never has its answers. */
    private static final Duration LOST = ExtensionPage.API_PATIENCE.plusSeconds(5);

    private final ServiceDefinition.Status status;
    private final ExtensionPage extension;
    private final Time time;
    private final Every ask;
    private final Duration known;
    private boolean isPending;
    private long askedAt;
    private long answeredAt;
    private List<ApiAnswer> answers = List.of();
    private Optional<DeviceList> devices = Optional.empty();
    private int refusedRounds;

    ApiConversation(ServiceDefinition service, ExtensionPage extension, Time time) {
        status = service.status();
        this.extension = extension;
        this.time = time;
        Duration period = service.timings().api();
        ask = new Every(period, time);
        known = period.multipliedBy(PERIODS_KNOWN).plus(ExtensionPage.API_PATIENCE);
    }

    /** Takes answers that came, forgets old ones, and asks again when it is time to. */
    void goOn() throws InterruptedException {
        if (isPending) {
            extension.answers().ifPresent(this::take);
        }
        if (time.nanos() - answeredAt >= known.toNanos()) {
            answers = List.of();
        }
        boolean isLost = isPending && time.nanos() - askedAt >= LOST.toNanos();
        if (!status.requests().isEmpty() && (!isPending || isLost) && ask.isDue()) {
            extension.ask(status.requests(), status.authorizationKey());
            isPending = true;
            askedAt = time.nanos();
        }
    }

    private void take(List<ApiAnswer> came) {
        answers = came;
        answeredAt = time.nanos();
        isPending = false;
        refusedRounds = came.stream().anyMatch(ApiAnswer::isRefused) ? refusedRounds + 1 : 0;
        devices = first(this::devices).or(() -> devices);
    }

    private @Nullable DeviceList devices(ApiRequest request, ApiAnswer answer) {
        ListedBy by = request.listedBy();
        return by == null
                ? null
                : answer.addresses()
                        .flatMap(written -> DeviceList.of(written, askedAt, by))
                        .orElse(null);
    }

    /** Reads a value from the answer to a request; null where it has none. */
    interface Reading<T> {
        @Nullable T read(ApiRequest request, ApiAnswer answer);
    }

    /** The value the latest answers give; null where none does. */
    <T> @Nullable T latest(Reading<T> reading) {
        return first(reading).orElse(null);
    }

    private <T> Optional<T> first(Reading<T> reading) {
        int known = Math.min(answers.size(), status.requests().size());
        return IntStream.range(0, known)
                .mapToObj(i -> reading.read(status.requests().get(i), answers.get(i)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The latest list of the account's devices that came, however old; empty for none. */
    Optional<DeviceList> devices() {
        return devices;
    }

    /** How long an answer counts. */
    Duration known() {
        return known;
    }

    /** Whether the service refused the session in round after round. */
    boolean isRefused() {
        return refusedRounds >= REFUSED_ROUNDS;
    }
}

package dev.lawn.supervisor.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.state.TrafficDay;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficBudgetTest {

    private static final NodeName A = new NodeName("a");
    private static final NodeName B = new NodeName("b");
    private static final long MIB = 1L << 20;
    private static final long LIMIT = 100 * MIB;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private final ManualTime time = new ManualTime();
    private final List<NodeName> told = new ArrayList<>();
    private final TrafficBudget budget = new TrafficBudget(time, told::addAll);

    private static TrafficDay day(long mib) {
        return new TrafficDay(FIRST, mib * MIB);
    }

    @Test
    void parksWhoReachedItUntilTheDayIsOver() {
        time.advance(Duration.ofHours(20));
        assertThat(budget.used(A, LIMIT, day(99))).isEmpty();
        assertThat(budget.hold(A)).isNull();
        assertThat(budget.used(A, LIMIT, day(100)))
                .contains("until 2026-01-02T00:00:00Z: 100 MiB a day are used up");

        assertThat(budget.hold(A)).isEqualTo(Reason.TRAFFIC_LIMIT);
        assertThat(budget.hold(B)).isNull();
        time.advance(Duration.ofHours(4).minusSeconds(1));
        assertThat(budget.hold(A)).isEqualTo(Reason.TRAFFIC_LIMIT);
        assertThat(told).isEmpty();

        time.advance(Duration.ofSeconds(2));
        assertThat(budget.hold(A)).isNull();
        assertThat(told).containsExactly(A);
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void aClockThatIsSetForwardIsNoticedWithinMinutes() {
        budget.used(A, LIMIT, day(100));
        time.jump(Duration.ofDays(1));
        assertThat(budget.hold(A)).isNull();
        time.advance(Duration.ofMinutes(5));
        assertThat(told).containsExactly(A);
    }

    @Test
    void whatWasUsedOnAnotherDayHoldsNobody() {
        assertThat(budget.used(A, LIMIT, new TrafficDay(FIRST.minusDays(1), 500 * MIB))).isEmpty();
        assertThat(budget.used(A, LIMIT, new TrafficDay(FIRST.plusDays(1), 500 * MIB))).isEmpty();
        assertThat(budget.hold(A)).isNull();
    }

    @Test
    void tellsWhatIsLeft() {
        assertThat(TrafficBudget.left(LIMIT, day(30))).isEqualTo(70 * MIB);
        assertThat(TrafficBudget.left(LIMIT, day(130))).isZero();
    }

    @Test
    void withoutALimitNobodyIsParked() {
        assertThat(budget.used(A, null, day(1 << 20))).isEmpty();
        assertThat(TrafficBudget.left(null, day(1))).isNull();
    }

    @Test
    void whoseLimitIsRaisedIsParkedNoMore() {
        assertThat(budget.used(A, LIMIT, day(100))).isPresent();
        assertThat(budget.used(B, LIMIT, day(100))).isPresent();

        assertThat(budget.used(A, 2 * LIMIT, day(100))).isEmpty();

        assertThat(told).containsExactly(A);
        assertThat(budget.hold(A)).isNull();
        assertThat(budget.hold(B)).isEqualTo(Reason.TRAFFIC_LIMIT);
        assertThat(budget.used(A, 2 * LIMIT, day(101))).isEmpty();
        assertThat(told).as("once").containsExactly(A);
    }

    @Test
    void aNewDayBeginsAtNothing() {
        TrafficDay first = TrafficDay.at(time.now()).plus(7, time.now());
        assertThat(first).isEqualTo(new TrafficDay(FIRST, 7));
        time.advance(Duration.ofDays(1));
        assertThat(first.plus(3, time.now())).isEqualTo(new TrafficDay(FIRST.plusDays(1), 3));
    }
}

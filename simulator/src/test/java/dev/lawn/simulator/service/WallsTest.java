package dev.lawn.simulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WallsTest {

    private static final String ACCOUNT = "a@example.com";

    private final Walls walls = new Walls();

    @Test
    void aWallStandsUntilItIsSolvedAndIsPassedOnce() {
        String wall = walls.raise(ACCOUNT);
        assertThat(walls.isSolved(wall)).isFalse();
        assertThat(walls.pass(ACCOUNT, wall)).isFalse();

        walls.solve(wall);

        assertThat(walls.isSolved(wall)).isTrue();
        assertThat(walls.pass(ACCOUNT, wall)).isTrue();
        assertThat(walls.pass(ACCOUNT, wall)).isFalse();
    }

    @Test
    void nobodyPassesAnothersWall() {
        String wall = walls.raise(ACCOUNT);
        walls.solve(wall);

        assertThat(walls.pass("b@example.com", wall)).isFalse();
    }

    @Test
    void whatWasNeverRaisedIsNotSolved() {
        walls.solve("wall-7");

        assertThat(walls.isSolved("wall-7")).isFalse();
        assertThat(walls.pass(ACCOUNT, "")).isFalse();
    }
}

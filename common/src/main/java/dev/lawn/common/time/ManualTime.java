package dev.lawn.common.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that moves when a test says so. Tasks run on the thread that advances it, in order. */
public final class ManualTime implements Time {

    private record Task(long at, long order, Runnable action) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long order;
    private long nanos;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Scheduled schedule(Duration delay, Runnable action) {
        Task task = new Task(nanos + delay.toNanos(), order++, action);
        tasks.add(task);
        return () -> remove(task);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /** How many tasks wait for their time. */
    public synchronized int scheduled() {
        return tasks.size();
    }

    /** Moves both clocks on and runs every task that falls due on the way. */
    public synchronized void advance(Duration by) {
        long target = nanos + by.toNanos();
        for (Task due = tasks.peek(); due != null && due.at <= target; due = tasks.peek()) {
            tasks.remove();
            moveTo(Math.max(due.at, nanos));
            due.action.run();
        }
        moveTo(target);
    }

    /** Moves both clocks on at once, and only then runs what fell due: as after a SIGSTOP of us. */
    public synchronized void leap(Duration by) {
        moveTo(nanos + by.toNanos());
        for (Task due = tasks.peek(); due != null && due.at <= nanos; due = tasks.peek()) {
            tasks.remove();
            due.action.run();
        }
    }

    /** Moves only the wall clock, as an administrator or a time service might. */
    public synchronized void jump(Duration by) {
        now = now.plus(by);
    }

    private void moveTo(long target) {
        now = now.plusNanos(target - nanos);
        nanos = target;
    }
}

/**
 * accounts.yaml and the service.yaml files it names, checked whole: either a plan, or every problem
 * of all of them at once, each with its file, line and path.
 *
 * <p>Reading never stops at the first mistake. A reader that finds one reports it and answers with
 * an empty {@link java.util.Optional}; what was built around the gap is thrown away at the end,
 * since a report with problems never becomes a plan.
 */
@NullMarked
package dev.lawn.supervisor.config;

import org.jspecify.annotations.NullMarked;

/** The dashboards as they are shipped: read, linted and asked, query by query. */
@NullMarked
package dev.lawn.supervisor.grafana;

import org.jspecify.annotations.NullMarked;

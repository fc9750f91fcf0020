package dev.lawn.supervisor.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an extension asks the browser for, as its manifest names it; each list sorted.
 *
 * @param permissions what it may use, such as {@code storage}
 * @param hosts the pages it may read and change
 * @param optional what it may ask for later
 * @param optionalHosts the same of pages
 * @param contentScripts the pages its scripts run in
 */
public record Permissions(
        List<String> permissions,
        List<String> hosts,
        List<String> optional,
        List<String> optionalHosts,
        List<String> contentScripts) {

    public Permissions {
        permissions = sorted(permissions);
        hosts = sorted(hosts);
        optional = sorted(optional);
        optionalHosts = sorted(optionalHosts);
        contentScripts = sorted(contentScripts);
    }

    private static List<String> sorted(List<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }

    /** Each as a line for people; two extensions ask for the same if these are the same. */
    public SortedSet<String> lines() {
        SortedSet<String> lines = new TreeSet<>(permissions);
        hosts.forEach(host -> lines.add("pages " + host));
        optional.forEach(name -> lines.add("later " + name));
        optionalHosts.forEach(host -> lines.add("later pages " + host));
        contentScripts.forEach(host -> lines.add("scripts in " + host));
        return lines;
    }

    /** What these have that {@code others} lack, in lines. */
    public SortedSet<String> beyond(Permissions others) {
        SortedSet<String> more = lines();
        more.removeAll(others.lines());
        return more;
    }

    /** What was lost and won since {@code before}: {@code − tabs, + storage}; empty for nothing. */
    public String changedSince(Permissions before) {
        List<String> words = new ArrayList<>();
        before.beyond(this).forEach(line -> words.add("− " + line));
        beyond(before).forEach(line -> words.add("+ " + line));
        return String.join(", ", words);
    }
}

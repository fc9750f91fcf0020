package dev.lawn.supervisor.run;

/** Lawn's own version. */
public final class Version {

    private Version() {}

    /** As the build wrote it into the jar; {@code dev} when run from classes. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}

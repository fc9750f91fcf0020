package dev.lawn.supervisor.config;

/**
 * One thing wrong with the configuration, fit to be shown: it never repeats a secret's value.
 *
 * @param file the file as the operator named it
 * @param line 1-based; 0 where no line is to blame, such as for a key that is absent altogether
 * @param path where in the file, such as {@code accounts[0].nodes[2].proxy}; empty for the whole
 * @param message what is wrong and what to do
 */
public record Problem(String file, int line, String path, String message) {

    /** One line: {@code accounts.yaml:12: accounts[0].name: missing; add it}. */
    @Override
    public String toString() {
        String where = line > 0 ? file + ":" + line : file;
        return path.isEmpty() ? where + ": " + message : where + ": " + path + ": " + message;
    }
}

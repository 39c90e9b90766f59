package io.auricle.training.report;

import io.auricle.training.result.RunSummary;
import java.util.Optional;

/** The command that makes this run again, and the whole configuration. */
final class Reproduction {
    private Reproduction() {}

    static String of(RunSummary content, Optional<ReproduceCommand.Text> command) {
        return "<p>With the same data, seed, options and one thread, the weights come out equal to the bit; with more threads"
                + " sums are added in another order, and figures may differ in their last digits.</p>\n"
                + text(command, "its split and its options are in the configuration below")
                + "<details><summary>config.json: every option, versions, digest of the data, names of the clips</summary>"
                + "<pre class=\"long\"><code>" + Html.escape(content.config()) + "</code></pre></details>\n";
    }

    /** The command as it is typed, with a note where it does not say everything. */
    static String text(Optional<ReproduceCommand.Text> command, String elsewhere) {
        String shown = command.map(text -> "<pre><code>" + Html.escape(text.command()) + "</code></pre>\n")
                .orElse("");
        boolean complete = command.map(ReproduceCommand.Text::complete).orElse(false);
        String note = command.isPresent()
                ? "The command has no words for all of this run: "
                : "A program made this run, not a command: ";
        return complete ? shown : shown + "<p>" + note + Html.escape(elsewhere) + ".</p>\n";
    }
}

package dev.sequences.insights.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Settings of insights. */
@ConfigMapping(prefix = "sequences.insights")
public interface InsightsSettings {

    /** Values of {@code closedAs} that mean that a lead was converted, in any case, separated by commas. Applies to records closed from then on. */
    @WithDefault("qualified,converted")
    List<String> leadConvertedAs();

    /** Values of {@code closedAs} that mean that an opportunity was won, in any case, separated by commas. Applies to records closed from then on. */
    @WithDefault("won")
    List<String> opportunityWonAs();
}

package dev.sequences.segment.seller;

import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.SellerCommand;
import dev.sequences.segment.seller.model.SellerDecider;
import dev.sequences.segment.seller.model.SellerEvent;
import java.util.regex.Pattern;

/** The aggregate type of sellers and the form of their ids. */
public final class Sellers {

    static final AggregateType<SellerCommand, Seller, SellerEvent> SELLER =
            AggregateType.of("seller", new SellerDecider());

    /** Prefix of aggregate ids: user ids are external and could collide with ids of other aggregate types. */
    static final String STREAM_PREFIX = "seller:";

    /** One line of text without a slash, which would end the path segment. */
    private static final Pattern ID = Pattern.compile("(?=.*\\S)[^\\p{Cc}\\p{Cs}/]{1,200}");

    private Sellers() {}

    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }
}

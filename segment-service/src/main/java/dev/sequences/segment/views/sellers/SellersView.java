package dev.sequences.segment.views.sellers;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.SellerEvent;
import dev.sequences.segment.seller.model.SellerProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;

/** Table {@code seller}, updated in the transaction of the events: assignment decides with it, and the relay publishes it as a snapshot. */
@ApplicationScoped
public class SellersView implements EventEffect {

    private static final String SELLER = """
            insert into seller (id, name, business_unit, teams, attributes, capacity, assignable, calendar, version, actor,
              correlation_id, changed_at)
            values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?)
            on conflict (id) do update set name = excluded.name, business_unit = excluded.business_unit, teams = excluded.teams,
              attributes = excluded.attributes, capacity = excluded.capacity, assignable = excluded.assignable,
              calendar = excluded.calendar, version = excluded.version, actor = excluded.actor,
              correlation_id = excluded.correlation_id, changed_at = excluded.changed_at
            """;

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof SellerEvent.SellerSet set) {
                seller(unit.connection(), recorded, new Seller(set.profile(), set.calendar()));
            }
        }
    }

    private static void seller(Connection connection, Recorded<?> recorded, Seller seller) {
        SellerProfile profile = seller.profile();
        Rows.of(connection, SELLER)
                .with(
                        id(recorded),
                        profile.name(),
                        profile.businessUnit(),
                        Json.text(profile.teams()),
                        Json.text(profile.attributes()),
                        profile.capacity(),
                        profile.assignable(),
                        seller.calendar() == null ? null : Json.text(seller.calendar()),
                        recorded.position() + 1,
                        recorded.cause().actor(),
                        recorded.cause().correlationId(),
                        recorded.at())
                .update();
    }

    /** Without the prefix of the stream. */
    private static String id(Recorded<?> recorded) {
        return recorded.aggregateId().substring(recorded.aggregateId().indexOf(':') + 1);
    }
}

package dev.sequences.segment.team;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Units;
import dev.sequences.segment.seller.model.ProfileCheck;
import dev.sequences.segment.team.model.Team;
import dev.sequences.segment.team.model.TeamCommand;
import dev.sequences.segment.team.model.TeamCommand.SetTeam;
import dev.sequences.segment.team.model.TeamDecider;
import dev.sequences.segment.team.model.TeamEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Teams of sellers. */
@Path("/teams/{id}")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class TeamResource {

    private static final AggregateType<TeamCommand, Team, TeamEvent> TEAM = AggregateType.of("team", new TeamDecider());

    /** Prefix of aggregate ids: team ids are external and could collide with ids of other aggregate types. */
    private static final String STREAM_PREFIX = "team:";

    private final Commands commands;
    private final Units units;
    private final RequestContext context;

    TeamResource(Commands commands, Units units, RequestContext context) {
        this.commands = commands;
        this.units = units;
        this.context = context;
    }

    /** @param members ids of sellers, and of teams whose members belong to this team as well */
    record TeamRequest(
            @Nullable String name,
            @Nullable List<@Nullable String> members,
            @Nullable Map<String, @Nullable List<@Nullable String>> attributes) {

        Team.Profile toProfile() {
            Map<String, List<String>> all = new TreeMap<>();
            if (attributes != null) {
                attributes.forEach((attribute, values) -> all.put(attribute, texts(values)));
            }
            return new Team.Profile(name == null ? "" : name.strip(), texts(members), all);
        }

        private static List<String> texts(@Nullable List<@Nullable String> texts) {
            return texts == null
                    ? List.of()
                    : texts.stream()
                            .map(text -> Objects.requireNonNullElse(text, ""))
                            .distinct()
                            .toList();
        }
    }

    /** A team in a response. */
    public record TeamBody(String id, String name, List<String> members, Map<String, List<String>> attributes) {

        static TeamBody of(String id, Team.Profile team) {
            return new TeamBody(id, team.name(), team.members(), team.attributes());
        }
    }

    @GET
    public Response get(@PathParam("id") String id) {
        Loaded<Team> team = units.run(unit -> unit.load(TEAM, STREAM_PREFIX + id));
        if (team.state() instanceof Team.Known known) {
            return Commands.response(Answer.ok(TeamBody.of(id, known.profile()), team.version()));
        }
        throw Problem.unknown("team", id);
    }

    /** Creates or replaces a team. */
    @PUT
    public Response set(@PathParam("id") String id, @Nullable TeamRequest body) {
        TeamRequest request = Bodies.required(body);
        Team.Profile profile = request.toProfile();
        check(id, profile);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("team", id, request), List.of(STREAM_PREFIX + id), unit -> {
            TeamRows.lock(unit.connection());
            Map<String, List<String>> otherTeams = TeamRows.members(unit.connection());
            otherTeams.remove(id);
            var done = unit.execute(TEAM, STREAM_PREFIX + id, new SetTeam(id, profile, otherTeams), cause, expected)
                    .orProblem();
            if (!done.events().isEmpty()) {
                TeamRows.write(unit, id, profile, done.version(), cause);
            }
            return Answer.ok(TeamBody.of(id, profile), done.version());
        });
    }

    private static void check(String id, Team.Profile profile) {
        if (!ProfileCheck.isText(id)) {
            throw Problem.unknown("team", id);
        }
        var refusals = ProfileCheck.attributes(profile.attributes());
        if (!refusals.isEmpty()) {
            throw Problem.of(refusals);
        }
        for (String member : profile.members()) {
            if (!ProfileCheck.isText(member)) {
                throw Problem.rule(
                        "member-invalid",
                        "members",
                        "A member is blank, too long or contains control characters.",
                        "Send ids of sellers or teams.");
            }
        }
    }
}

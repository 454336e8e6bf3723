package dev.sequences.testkit.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.sequences.chassis.decider.Decider;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The architecture rules of the services, the chassis and the contracts. */
public final class Rules {

    private static final Pattern MODEL = Pattern.compile("(.*\\.model)(\\..*)?");
    private static final List<String> EMPTY_NAMES = List.of("Impl", "Manager", "Helper", "Util", "Utils", "Dto", "DTO");
    private static final List<String> EMPTY_BEGINNINGS = List.of("Abstract", "Base", "Common");
    private static final Set<String> CLOCKS_AND_DICE = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpoch");

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private Rules() {}

    public static ArchRule modelsKnowTheJdkOnly() {
        return finished(
                ArchRuleDefinition.classes()
                        .that()
                        .resideInAPackage("..model..")
                        .should(dependOnlyOnTheJdkTheDeciderTheLanguageAndTheirOwnModel()),
                "a model is specified, replayed and kept for years without any framework",
                "move what needs a library to the aggregate's folder, or hand its result to the model in the command");
    }

    public static ArchRule modelsHaveNoClockAndNoDice() {
        return finished(
                ArchRuleDefinition.classes()
                        .that()
                        .resideInAPackage("..model..")
                        .should(callNeitherClockNorDice()),
                "the same command on the same state must give the same events, today and in a replay",
                "let time and new ids arrive in the command: unit.now(), UuidCreator at the resource, a derived id in"
                        + " a policy");
    }

    /** @param homes last package segments that may import contracts, such as {@code publication} */
    public static ArchRule contractsStayIn(List<String> homes) {
        String[] packages = homes.stream().map(home -> ".." + home + "..").toArray(String[]::new);
        return finished(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(packages)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.sequences.contracts.."),
                "the published language changes independently of the model; it is translated at the edge",
                "map to a command or row in " + homes + ", and use that here");
    }

    public static ArchRule viewsNeverSeeDeciders() {
        return finished(
                noClasses()
                        .that()
                        .resideInAPackage("..views..")
                        .should()
                        .dependOnClassesThat(assignableTo(Decider.class).or(simpleNameEndingWith("Decider"))),
                "a view shows past events; decisions based on a view use stale data",
                "write what the view needs into the event");
    }

    /** Does not cover views that receive events themselves, as in insights. */
    public static ArchRule intakeNeverReadsViews() {
        return finished(
                noClasses()
                        .that()
                        .resideInAPackage("..intake..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("..views..")),
                "intake turns a message into a command; a decision taken from a view is not the aggregate's decision",
                "send the command and let the aggregate decide, or keep the data in reference/");
    }

    public static ArchRule policiesNeverSeeViewsNorHttp() {
        return finished(
                noClasses()
                        .that()
                        .resideInAPackage("..policies..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "..views..", "jakarta.ws.rs..", "dev.sequences.chassis.http..", "java.net.http..")),
                "a policy runs again after a crash and in the transaction of its cause: it must not depend on a screen"
                        + " or on a caller",
                "keep what it needs in reference/, or in the event it reacts to");
    }

    public static ArchRule nothingImportsWiring() {
        return finished(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("..wiring..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("..wiring.."),
                "wiring is the table of contents of a service; stories must not depend on it",
                "inject the required type itself");
    }

    public static ArchRule debeziumStaysInTheRelay() {
        return finished(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.sequences.chassis.relay..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("io.debezium..", "org.apache.kafka.connect..")),
                "the way events leave the database must be replaceable in one place",
                "publish by a Publication or RowPublication");
    }

    /** Excludes the relay, because it passes stored rows to the event log in Axon's type for such a row. */
    public static ArchRule axonStaysInTheChassis() {
        return finished(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.sequences.chassis.eventlog..",
                                "dev.sequences.chassis.unit..",
                                "dev.sequences.chassis.relay..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("org.axonframework..")
                                .and(DescribedPredicate.not(
                                        resideInAPackage("org.axonframework.serialization.upcasting..")))
                                .and(DescribedPredicate.not(resideInAPackage("org.axonframework.serialization")))),
                "a new major version of the framework must touch one package and no service",
                "declare an AggregateType and go through Unit; only upcasters in history/ use Axon's upcasting types");
    }

    public static ArchRule namesSaySomething() {
        return finished(
                ArchRuleDefinition.classes().should(haveNamesThatSaySomething()),
                "these words fit every class, so they do not describe this one",
                "name it by what is special about it (PostgresInbox), by its question (MyWorkView) or by its reaction"
                        + " (WhenWaitStartedThenSetTimer)");
    }

    public static ArchRule everyPackageIsNullMarked() {
        return finished(
                ArchRuleDefinition.classes().should(resideInANullMarkedPackage()),
                "null is checked at compile time only where a package asks for it",
                "add a package-info.java with @NullMarked and a sentence about its contents");
    }

    public static ArchRule chassisKnowsNoDomainWord() {
        return finished(
                noClasses()
                        .that()
                        .resideInAPackage("dev.sequences.chassis..")
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.sequences..")
                                .and(DescribedPredicate.not(resideInAnyPackage(
                                        "dev.sequences.contracts",
                                        "dev.sequences.contracts.catalogue",
                                        // Settings have the same durations as waits.
                                        "dev.sequences.language.duration",
                                        "dev.sequences.chassis..")))),
                "the shared modules must not depend on a service's domain",
                "take the type as a parameter, or move the code to the service");
    }

    public static ArchRule languageKnowsTheJdkOnly() {
        return finished(
                ArchRuleDefinition.classes()
                        .that()
                        .resideInAPackage("dev.sequences.language..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify.annotations", "dev.sequences.language.."),
                "models use it, and a model depends on no framework",
                "use JDK types; the caller parses JSON and reads the database");
    }

    public static ArchRule contractsKnowTheJdkOnly() {
        return finished(
                ArchRuleDefinition.classes()
                        .that()
                        .resideInAPackage("dev.sequences.contracts..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify.annotations", "dev.sequences.contracts.."),
                "other teams put this jar on their class path and must get nothing else with it",
                "use JDK types; serialization is the business of the reader and the writer");
    }

    /**
     * Finds cycles between packages. Each package is a separate node, so a cycle between a package and its child is found, too. Only
     * packages of the imported classes count.
     */
    public static ArchRule packagesHaveNoCircles() {
        return finished(
                slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles(),
                "packages in a circle can only be understood, tested and moved together",
                "move the class that points upwards to the package that needs it, or pass what it needs as a"
                        + " parameter");
    }

    private static ArchRule finished(ArchRule rule, String because, String remedy) {
        // A service without this folder is no violation.
        return rule.allowEmptyShould(true).because(because + ". What to do: " + remedy);
    }

    private static ArchCondition<JavaClass> dependOnlyOnTheJdkTheDeciderTheLanguageAndTheirOwnModel() {
        return new ArchCondition<>("depend only on java.*, org.jspecify.annotations, dev.sequences.chassis.decider,"
                + " dev.sequences.chassis.ids, dev.sequences.language and their own model") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Matcher own = MODEL.matcher(type.getPackageName());
                String home = own.matches() ? own.group(1) : type.getPackageName();
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> {
                            String target = dependency
                                    .getTargetClass()
                                    .getBaseComponentType()
                                    .getPackageName();
                            return !(target.isEmpty()
                                    || target.startsWith("java.")
                                    || target.equals("org.jspecify.annotations")
                                    || target.equals("dev.sequences.chassis.decider")
                                    || target.equals("dev.sequences.chassis.ids")
                                    || target.startsWith("dev.sequences.language.")
                                    || target.equals(home)
                                    || target.startsWith(home + "."));
                        })
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> callNeitherClockNorDice() {
        return new ArchCondition<>("call neither a clock nor a random number generator") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(access -> isClockOrDice(
                                access.getTargetOwner().getName(),
                                access.getTarget().getName()))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }

    private static boolean isClockOrDice(String owner, String method) {
        return (owner.startsWith("java.time.") && (method.equals("now") || method.startsWith("system")))
                || owner.startsWith("java.util.random.")
                || owner.equals("java.util.Random")
                || owner.equals("java.util.SplittableRandom")
                || owner.equals("java.util.concurrent.ThreadLocalRandom")
                || owner.equals("java.security.SecureRandom")
                || CLOCKS_AND_DICE.contains(owner + "." + method);
    }

    private static ArchCondition<JavaClass> haveNamesThatSaySomething() {
        return new ArchCondition<>("not end in " + EMPTY_NAMES + " nor begin with " + EMPTY_BEGINNINGS) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getSimpleName();
                boolean empty = EMPTY_NAMES.stream().anyMatch(name::endsWith)
                        || EMPTY_BEGINNINGS.stream().anyMatch(begin -> name.matches(begin + "[A-Z].*"));
                if (empty) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " in " + type.getSourceCodeLocation()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, "package " + type.getPackageName() + " of " + type.getSimpleName()));
                }
            }
        };
    }
}

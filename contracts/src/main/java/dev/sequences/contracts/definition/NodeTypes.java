package dev.sequences.contracts.definition;

/** The types of nodes, as in {@link NodeV1#type()}. More may come. */
public final class NodeTypes {

    public static final String EMAIL = "email";
    public static final String TEXT_MESSAGE = "text-message";
    public static final String PHONE_CALL = "phone-call";
    public static final String TASK = "task";
    public static final String LINKEDIN_RESEARCH = "linkedin-research";
    public static final String LINKEDIN_INTRODUCTION = "linkedin-introduction";
    public static final String LINKEDIN_CONNECT = "linkedin-connect";
    public static final String LINKEDIN_INMAIL = "linkedin-inmail";
    public static final String AUTOMATED_EMAIL = "automated-email";
    public static final String AUTOMATED_TEXT_MESSAGE = "automated-text-message";
    public static final String WAIT = "wait";
    public static final String AB_TEST = "ab-test";
    public static final String EMAIL_CONDITION = "email-condition";
    public static final String PHONE_CONDITION = "phone-condition";
    public static final String FIELD_CONDITION = "field-condition";
    public static final String STAGE_CONDITION = "stage-condition";
    public static final String EVENT_WAIT = "event-wait";
    public static final String UPDATE_FIELD = "update-field";
    public static final String ADVANCE = "advance";

    private NodeTypes() {}
}

package holotree.engine;

/// What an operation answers: data, for people by way of the command, for programs as it is or as JSON by
/// way of [ResultJson].
public sealed interface Result
    permits CheckReport,
        DeleteReceipt,
        DiffReport,
        EnvReceipt,
        EvictReceipt,
        GcReport,
        Listing,
        PinReceipt,
        RecompressReceipt,
        RecordReceipt,
        RestoreReceipt,
        RuntimeReport,
        SpaceListing,
        StatsReport,
        StatusReport,
        StageReceipt,
        Summary,
        VerifyReport {}

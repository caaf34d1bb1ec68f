namespace Candour.Governance.Cases;

/// <summary>A letter to whoever a task falls to. It holds a link and nothing else: what the case is about is read behind the sign-in.</summary>
/// <param name="Task">The task's reference.</param>
/// <param name="IsReminder">The time for it has come or comes soon, and it is not done yet.</param>
public sealed record TaskMail(string Task, bool IsReminder)
{
    /// <summary>The time for which a reminder was meant: one whose clock was moved since is not sent. Null in messages from before this was written.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>A reminder that comes before that time.</summary>
    public bool IsEarly { get; init; }
}

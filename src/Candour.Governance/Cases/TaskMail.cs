namespace Candour.Governance.Cases;

/// <summary>A letter to whoever a task falls to. It holds a link and nothing else: what the case is about is read behind the sign-in.</summary>
/// <param name="Task">The task's reference.</param>
/// <param name="IsReminder">The time for it has come and it is not done yet.</param>
public sealed record TaskMail(string Task, bool IsReminder);

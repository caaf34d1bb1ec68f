namespace Candour.Web.Accounts;

/// <summary>A session at an organisation's directory, out of which one of ours came.</summary>
/// <param name="Organisation">Whose directory.</param>
/// <param name="Id">What the directory calls it; null where it says nothing.</param>
/// <param name="Token">The directory's word for who it is, sealed in our cookie: needed again to sign out there.</param>
public sealed record DirectorySession(string Organisation, string? Id, string? Token);

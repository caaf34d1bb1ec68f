namespace Candour.Governance.Mail;

/// <summary>How a connection to the mail server is made safe.</summary>
public enum MailSecurity
{
    /// <summary>Plain, for a server on the same machine.</summary>
    None,

    /// <summary>Plain first, then sealed; refused where the server cannot.</summary>
    StartTls,

    /// <summary>Sealed from the first byte.</summary>
    Tls,
}

/// <summary>The mail server that tells people of tasks. None: nobody is told by mail.</summary>
public sealed class MailSettings
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Who the mail is from: <c>candour@example.org</c>.</summary>
    public string? From { get; set; }

    /// <summary>What is wrong with the settings, for whoever set them.</summary>
    /// <param name="address">Where people reach the pages.</param>
    public IEnumerable<string> Problems(Uri? address)
    {
        if (Host is null)
        {
            yield break;
        }

        if (Port is < 1 or > 65535)
        {
            yield return $"`Candour:Mail:Port` is {Port}: write a number from 1 to 65535.";
        }

        if (!MimeKit.MailboxAddress.TryParse(From, out _))
        {
            yield return "`Candour:Mail:From` is no e-mail address: write who the mail is from, such as candour@example.org.";
        }

        if (User is null != Password is null)
        {
            yield return "Of `Candour:Mail:User` and `Candour:Mail:Password` only one is there: write both or neither.";
        }

        if (address is null)
        {
            yield return "`Candour:Address` is missing: a mail holds a link, so it must be known where people reach the pages, such as https://candour.example.org/.";
        }
    }
}

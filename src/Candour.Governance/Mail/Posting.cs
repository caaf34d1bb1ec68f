using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Candour.Governance.Mail;

/// <summary>Hands a mail to the server.</summary>
internal static class Posting
{
    /// <param name="settings">The server.</param>
    /// <param name="to">To one person.</param>
    /// <param name="id">The message's: the same when it is sent again.</param>
    /// <param name="subject">Nothing personal.</param>
    /// <param name="text">Nothing personal.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="InvalidOperationException">The server refused it.</exception>
    public static async Task SendAsync(MailSettings settings, string to, Guid id, string subject, string text, CancellationToken cancel)
    {
        var message = new MimeMessage { MessageId = $"{id:N}@candour", Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(settings.From!));
        message.To.Add(MailboxAddress.Parse(to));
        try
        {
            await HandInAsync(settings, message, cancel);
        }
        catch (SmtpCommandException refused)
        {
            // What a server says names whom the mail is for, and would stand in a log.
            throw new InvalidOperationException($"The mail server refused letter {id:N}: {refused.ErrorCode}, {refused.StatusCode}.");
        }
    }

    private static async Task HandInAsync(MailSettings settings, MimeMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.StartTls => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None }, cancel);
        if (settings.User is not null)
        {
            await client.AuthenticateAsync(settings.User, settings.Password!, cancel);
        }

        await client.SendAsync(message, cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }
}

using Candour.Engine.Time;
using PublicHoliday;

namespace Candour.Engine.Tests.Time;

public class BankHolidaysTests
{
    [Theory]
    [InlineData("england-and-wales", UKBankHoliday.UkCountries.England)]
    [InlineData("england-and-wales", UKBankHoliday.UkCountries.Wales)]
    [InlineData("scotland", UKBankHoliday.UkCountries.Scotland)]
    [InlineData("northern-ireland", UKBankHoliday.UkCountries.NorthernIreland)]
    public void NameOf_EveryDayKnown_AgreesWithAnotherList(string nation, UKBankHoliday.UkCountries country)
    {
        var other = new UKBankHoliday { UkCountry = country };
        for (var day = new DateOnly(BankHolidays.FirstYear, 1, 1); BankHolidays.Knows(day); day = day.AddDays(1))
        {
            Assert.Equal((day, other.IsPublicHoliday(day.ToDateTime(TimeOnly.MinValue))), (day, BankHolidays.NameOf(nation, day) is not null));
        }
    }

    [Fact]
    public void Nations_AreThree() => Assert.Equal(["england-and-wales", "scotland", "northern-ireland"], BankHolidays.Nations);

    [Fact]
    public void Knows_DaysOutside_DoesNot()
    {
        Assert.False(BankHolidays.Knows(new(BankHolidays.FirstYear - 1, 12, 31)));
        Assert.False(BankHolidays.Knows(new(BankHolidays.LastYear + 1, 1, 1)));
    }
}
